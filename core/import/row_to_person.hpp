// Converts one row of an export to a person.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/import/headings.hpp"
#include "core/import/import_settings.hpp"
#include "core/import/row_issue.hpp"
#include "core/registration/registration.hpp"

namespace entre {

/// The cells of a row by field. Must not outlive the cells and the columns.
class RowView {
public:
    RowView(std::span<const std::string_view> cells, const Columns& columns) : cells_(cells), columns_(columns) {}

    /// The first non-empty cell of the field, without spreadsheet guards (a leading TAB, or an apostrophe before =+-@).
    [[nodiscard]] std::string_view raw(Field field) const;
    /// The same, cleaned for a badge.
    [[nodiscard]] std::string text(Field field) const;
    [[nodiscard]] std::span<const std::string_view> cells() const { return cells_; }

private:
    std::span<const std::string_view> cells_;
    const Columns& columns_;
};

struct PersonInRow {
    Registration person;
    std::string email;
    std::string unknown_status;    ///< the status word, if it is unknown
    std::vector<RowIssue> issues;  ///< without lines; the first one that is `rejected` is the reason for rejecting the row
};

/// Cells beyond the headings, and missing or damaged codes and names, are reported as issues and never corrected.
PersonInRow person_in(const RowView& row, const Columns& columns, std::span<const std::string> headings,
                      const RegistrationSettings& settings);

/// Splits a full name: the last word is the family name, together with the particles before it; "af Ek, Bo" is reversed.
void split_name(const std::string& full, Registration& person);

}  // namespace entre
