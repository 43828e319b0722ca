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

/// The outermost arrays of objects in the text, in its order, each as a sheet with the name of its key: usually one ("results",
/// "registrants"); sometimes one for each status ("confirmed", "cancelled"), which then have the same headings. Errors: those of
/// reading it, except for a person that is too large.
Result<std::vector<Sheet>> lists_of_json(const ExportFile& file);

/// Passes the first of the lists to `sink` as rows; the keys come first, as headings. Nested objects become "outer.inner", and so
/// do arrays of objects, whose values are joined by "; " like those of other arrays. A question with its answer becomes a column
/// of its own: Indico's form fields, {"question": …, "answer": …}. `line` counts the objects; the keys are line 1. The file is
/// read three times (to find the list, its keys, its rows), so that a list of a million people needs no more memory than the
/// largest record. Returns "json". Errors: export_invalid with the line if the text is not JSON or not UTF-8; if there is no
/// array of objects; if it is one page of a longer list (see json_pages.hpp); and for a person of over 2,000 keys or 4 MB.
Result<std::string> read_json(const ExportFile& file, const RowSink& sink);

}  // namespace entre
