// The text of the PDFs that Entré writes: badges, tickets and roll calls, drawn by cairo. ISO 32000-1, 7.3 and 9.10.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"

namespace entre {

/// The texts of `pdf`, with everything in the order in which it was drawn: for each of its fonts, all strings decoded with that
/// font; then the undecoded strings and the metadata. Wrong fonts produce gibberish, which a search can ignore.
/// Errors: file_unreadable (not written by cairo, encrypted, damaged, or larger than 256 MiB when unpacked).
Result<std::vector<std::string>> pdf_texts(std::string_view pdf);

}  // namespace entre
