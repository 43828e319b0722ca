// Exports as comma-separated values.
#pragma once

#include <string>

#include "core/base/error.hpp"
#include "core/import/formats/export_file.hpp"
#include "core/import/formats/rows.hpp"

namespace entre {

/// Passes the rows of `file` to `sink`, the headings first; blank lines are left out. The delimiter is `,` `;` `|` or tab,
/// guessed or given by a first line `sep=;`. Quoted cells may contain line breaks. All encodings of EncodingGuess are read. Only
/// one row and one piece of the file are in memory at a time. Returns the format: "csv, semicolon, Windows-1252". Errors:
/// export_invalid with line and remedy: not text, no columns, a row without an end, an incomplete file.
Result<std::string> read_csv(const ExportFile& file, const RowSink& sink);

}  // namespace entre
