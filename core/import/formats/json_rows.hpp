// An export as json: what registration systems' interfaces answer with.
#pragma once

#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "core/import/formats/export_file.hpp"
#include "core/import/formats/rows.hpp"

namespace entre {

/// Begins with `[` or `{`, after white space and a byte order mark.
bool is_json(std::string_view bytes);

/// Hands an array of objects to `sink` as rows, the keys first as headings. The array may stand inside an object ("results",
/// "registrants", …: the one nearest to the top, the first of several); objects inside an object become "outer.inner"; arrays of plain
/// values are joined by "; "; Indico's form fields are headings by their titles. `line` counts the objects, the keys being line 1.
/// The file is read three times (where the list is, which keys it has, its rows), so that a list of a million needs no more memory than
/// its longest person. Answers "json". Errors: export_invalid with the place where it stops being json or is no UTF-8, when there is no
/// array of objects, and for a person of over 2,000 keys or 4 MB.
Result<std::string> read_json(const ExportFile& file, const RowSink& sink);

}  // namespace entre
