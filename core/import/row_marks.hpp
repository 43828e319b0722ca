// What a spreadsheet shows of a row besides its cells: hidden, crossed out or red rows, notes on cells and merged
// cells.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/import/formats/rows.hpp"
#include "core/import/row_to_person.hpp"

namespace entre {

/// Adds an issue for each mark of the row. `sheet`: "Skolan!" for another sheet than the first, otherwise empty.
void report_marks(const MarkedRows& marked, std::int64_t line, const std::string& sheet, std::vector<RowIssue>& issues);

/// The columns of the row whose cell is merged with the one above it.
std::span<const std::size_t> merged_in(const MarkedRows& marked, std::int64_t line);

/// A note on a cell says what a remark would: the name is protected, or the person does not come.
void apply_comment(const MarkedRows& marked, std::int64_t line, PersonInRow& in_row);

}  // namespace entre
