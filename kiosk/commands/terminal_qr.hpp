// QR codes in a terminal.
#pragma once

#include <string>
#include <string_view>

namespace entre {

/// `text` as a QR code of block characters, two modules a character; empty if `text` is too long for one.
std::string terminal_qr(std::string_view text);

}  // namespace entre
