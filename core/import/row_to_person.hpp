// Converts one row of an export to a person.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
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
    /// The cell of one column, without guards; empty if the row is shorter.
    [[nodiscard]] std::string_view at(std::size_t place) const;
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
    std::vector<std::string> others;                                  ///< names of further people in the row
    std::vector<std::pair<std::string, std::string>> unknown_status;  ///< words of status that are not known: column and word
    std::vector<RowIssue> issues;  ///< without lines; the first one that is `rejected` is the reason for rejecting the row
};

/// What is known about the whole table when a row is read.
struct TableFacts {
    const Columns& columns;
    std::span<const std::string> headings;
    const RegistrationSettings& settings;
    bool is_workbook = false;              ///< cells beyond the headings are notes; in a csv they may be a shifted row
    std::span<const std::size_t> dated{};  ///< columns of answers and payments that hold dates
    std::span<const std::size_t> answered_by_others{};  ///< columns of answers where others say yes and no
    bool codes_may_be_dates = false;                    ///< most codes look like dates, so that one more is no damage
    bool codes_are_rounded = false;                     ///< all long codes end in zeros, as a spreadsheet leaves them
    bool codes_are_words = false;  ///< most codes have no spaces, so that one with spaces is more than a code
};

/// Missing or damaged codes and names are reported as issues. Changes only what has one meaning: escapes, wrong encodings.
PersonInRow person_in(const RowView& row, const TableFacts& table);

}  // namespace entre
