// Exports as JSON, as returned by the APIs of registration systems.
#pragma once

#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "core/import/formats/export_file.hpp"
#include "core/import/formats/rows.hpp"

namespace entre {

/// Whether the text begins with `[` or `{`, after white space and a byte order mark.
bool is_json(std::string_view bytes);

/// Passes an array of objects to `sink` as rows; the keys come first, as headings. The array may be inside an object ("results",
/// "registrants", …: the outermost array, the first of several). Nested objects become "outer.inner"; arrays of plain values are
/// joined by "; "; Indico's form fields get their titles as headings. `line` counts the objects; the keys are line 1. The file is
/// read three times (to find the list, its keys, its rows), so that a list of a million people needs no more memory than the
/// largest record. Returns "json". Errors: export_invalid with the line if the text is not JSON or not UTF-8; if there is no
/// array of objects; if it is one page of a longer list (see json_pages.hpp); and for a person of over 2,000 keys or 4 MB.
Result<std::string> read_json(const ExportFile& file, const RowSink& sink);

}  // namespace entre
