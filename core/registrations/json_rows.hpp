// An export as json: what registration systems' interfaces answer with.
#pragma once

#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "core/registrations/rows.hpp"

namespace entre {

/// Begins with `[` or `{`, after white space and a byte order mark.
bool is_json(std::string_view bytes);

/// Hands an array of objects to `sink` as rows, the keys first as headings. The array may stand inside an object ("results",
/// "registrants", …: the first array of objects that is met); objects inside an object become "outer.inner"; arrays of plain values are
/// joined by "; "; Indico's form fields are headings by their titles. `line` counts the objects, the keys being line 1.
/// Answers "json". Errors: export_invalid with the place where it stops being json, or when there is no array of objects.
Result<std::string> read_json(std::string_view bytes, std::string_view name, const RowSink& sink);

}  // namespace entre
