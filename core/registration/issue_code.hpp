// Entré's own ticket codes, for people whose registration has none.
#pragma once

#include <string>
#include <string_view>

namespace entre {

/// Without letters and digits that are easily confused on paper: no o 0, no i l 1.
inline constexpr std::string_view ticket_alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
/// 26 characters out of 31 give 128.8 bits.
inline constexpr std::size_t issued_code_length = 26;

/// A new code. Randomness comes from libsodium.
std::string issue_ticket_code();

}  // namespace entre
