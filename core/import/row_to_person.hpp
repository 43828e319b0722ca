// One row of an export, seen through its columns, as a person.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/import/row_issue.hpp"
#include "core/import/headings.hpp"
#include "core/registration/registration.hpp"
#include "core/import/import_settings.hpp"

namespace entre {

/// Good as long as what it looks into.
class RowView {
public:
    RowView(std::span<const std::string_view> cells, const Columns& columns) : cells_(cells), columns_(columns) {}

    /// The first cell of the field that says something, without spreadsheet guards (a leading TAB, or an apostrophe before =+-@).
    [[nodiscard]] std::string_view raw(Field field) const;
    /// The same, fit for a badge.
    [[nodiscard]] std::string text(Field field) const;
    [[nodiscard]] std::span<const std::string_view> cells() const { return cells_; }

private:
    std::span<const std::string_view> cells_;
    const Columns& columns_;
};

struct PersonInRow {
    Registration person;
    std::string email;
    std::string unknown_status;   ///< the word, when it is one
    std::vector<RowIssue> issues;  ///< without lines; the first that is `rejected` says why this is nobody
};

/// Cells beyond the headings, codes and names that are missing or damaged: all told of, nothing mended.
PersonInRow person_in(const RowView& row, const Columns& columns, std::span<const std::string> headings, const RegistrationSettings& settings);

/// Where only the whole name is written: the last word is the family name, with the small words before it; "af Ek, Bo" turned round.
void split_name(const std::string& full, Registration& person);

}  // namespace entre
