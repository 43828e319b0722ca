// Rows of a list that are about nobody: totals, headings of sections, remarks.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "core/import/headings.hpp"
#include "core/import/row_issue.hpp"

namespace entre {

/// total_row or section_row for a row that is no person; nullopt for all others. A row with a ticket code or an e-mail address is
/// always a person. `headings` is their number.
std::optional<RowIssueKind> no_person(std::span<const std::string_view> cells, const Columns& columns, std::size_t headings);

/// The heading of a section: the first cell with anything in it.
std::string_view text_of_section(std::span<const std::string_view> cells);

/// "Summa", "Totalt:", "Antal anmälda": what stands where a name should in a row of totals.
bool is_word_of_totals(std::string_view cell);

/// A date, an e-mail address or a number: what stands below headings, not in them.
bool is_data(std::string_view cell);

}  // namespace entre
