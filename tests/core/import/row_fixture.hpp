// Rows of a list as the reader sees them, and single rows read as people.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/import/list_beginning.hpp"
#include "core/import/row_to_person.hpp"
#include "tests/support/catch.hpp"

namespace entre::test {

/// The first row is line 1.
inline std::vector<KeptRow> rows_of(std::vector<std::vector<std::string>> cells) {
    std::vector<KeptRow> rows;
    for (auto& one : cells) rows.push_back({static_cast<std::int64_t>(rows.size()) + 1, std::move(one)});
    return rows;
}

inline PersonInRow person_below(const std::vector<std::string>& headings, std::span<const std::string_view> cells,
                                const RegistrationSettings& settings = {}) {
    const auto columns = recognise(headings, {}, settings, "list.csv:1");
    REQUIRE(columns);
    return person_in(RowView(cells, *columns), {*columns, headings, settings});
}

inline std::vector<RowIssueKind> kinds(const PersonInRow& row) {
    std::vector<RowIssueKind> out;
    for (const auto& issue : row.issues) out.push_back(issue.kind);
    return out;
}

}  // namespace entre::test
