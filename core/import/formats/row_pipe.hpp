// Rows on their way from the thread that parses a file to the one that understands them.
#pragma once

#include <string>

#include "core/base/error.hpp"
#include "core/import/formats/export_file.hpp"
#include "core/import/formats/rows.hpp"

namespace entre {

/// As `sheet.read(sink)`, but the file is parsed in a thread of its own, some rows ahead of `sink`, which is called in this one: a long list
/// is read in two thirds of the time.
Result<std::string> read_beside(const Sheet& sheet, const RowSink& sink);

}  // namespace entre
