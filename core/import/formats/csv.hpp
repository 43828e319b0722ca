// An export as comma separated values.
#pragma once

#include <string>

#include "core/base/error.hpp"
#include "core/import/formats/export_file.hpp"
#include "core/import/formats/rows.hpp"

namespace entre {

/// Hands the rows of `file` to `sink`, the headings first; lines that say nothing are left out. `,` `;` `|` or tab, found by themselves or
/// named by a first line `sep=;`; quoted cells with line breaks; every encoding that EncodingGuess knows. No more than a row and a piece of
/// the file are in memory. Answers what it was read as: "csv, semicolon, Windows-1252".
/// Errors: export_invalid with line and remedy: no text, no columns, a row without an end, cut off in the middle.
Result<std::string> read_csv(const ExportFile& file, const RowSink& sink);

}  // namespace entre
