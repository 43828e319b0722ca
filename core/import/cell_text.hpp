// The text of a cell as it was meant: decoded, and without what must not be stored or printed.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/import/row_issue.hpp"

namespace entre {

inline constexpr std::size_t max_field_graphemes = 120;

struct CellText {
    std::string text;
    std::vector<std::pair<RowIssueKind, RowIssueAction>> issues;  ///< what was changed or left out
};
/// `raw`: UTF-8, without spreadsheet guards.
CellText text_as_meant(std::string_view raw);

}  // namespace entre
