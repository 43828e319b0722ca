// An export as comma separated values.
#pragma once

#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "core/registrations/rows.hpp"

namespace entre {

/// Hands the rows of `bytes` to `sink`, the headings first; lines that say nothing are left out. `,` `;` `|` or tab, found by themselves or
/// named by a first line `sep=;`; quoted cells with line breaks; every encoding that decode_text knows. Answers what it was read as:
/// "csv, semicolon, Windows-1252". `name` stands for the file in messages.
/// Errors: export_invalid with line and remedy: no text, no columns, a row without an end, cut off in the middle.
Result<std::string> read_csv(std::string_view bytes, std::string_view name, const RowSink& sink);

}  // namespace entre
