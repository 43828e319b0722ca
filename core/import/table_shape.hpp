// How a table is laid out: headings in two rows, columns without a heading, rows that continue the one above.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/import/column_values.hpp"
#include "core/import/headings.hpp"
#include "core/import/import_settings.hpp"
#include "core/import/list_beginning.hpp"

namespace entre {

struct HeadingRows {
    std::vector<std::string> headings;
    std::size_t first_person = 1;  ///< index of the first row below the headings
};
/// The headings in `rows[at]`, completed by the row above or below it where forms write the question in one row and "Response",
/// or a part of it, in the other. Rows of identifiers below ({"ImportId": …}) are no people.
HeadingRows heading_rows(std::span<const KeptRow> rows, std::size_t at, const RegistrationSettings& settings);

/// Gives columns without a heading the letter that a spreadsheet shows above them, where their values may be codes, answers or a
/// status: they can then be asked about. A column of names keeps its empty heading.
void name_unheaded_columns(std::vector<std::string>& headings, std::span<const ColumnValues> values);

/// Columns of status that are empty in all rows whose first column is empty, too: an order of several people has them in its
/// first row only. `rows`: those below the headings.
struct GroupedRows {
    std::size_t leading = 0;            ///< the column that begins a group
    std::vector<std::size_t> repeated;  ///< columns whose empty cells repeat the one above
};
std::optional<GroupedRows> grouped_rows(std::span<const KeptRow> rows, const Columns& columns);

/// Fills the empty cells of grouped rows, in the order of the rows.
class RepeatedCells {
public:
    explicit RepeatedCells(std::optional<GroupedRows> grouped = {}) : grouped_(std::move(grouped)) {}

    /// Whether a cell was filled; its text is valid until the next call.
    bool fill(std::vector<std::string_view>& cells);

private:
    std::optional<GroupedRows> grouped_;
    std::vector<std::string> first_;  ///< the row that begins the group
};

/// Puts the text of the row above in the place of "d:o", "-''-" and the like. `columns` are looked at.
class DittoMarks {
public:
    explicit DittoMarks(std::vector<std::size_t> columns = {}) : columns_(std::move(columns)), above_(columns_.size()) {}

    /// Whether a cell was filled; its text is valid until the next call.
    bool fill(std::vector<std::string_view>& cells);

private:
    std::vector<std::size_t> columns_;
    std::vector<std::string> above_;
};

/// Puts the text of merged cells into each of their rows, in columns of status, protection and organisation.
class MergedCells {
public:
    MergedCells() = default;
    explicit MergedCells(const Columns& columns);

    /// `merged`: the columns whose cell continues the one above it. Returns the column that was filled, the first of several;
    /// its text is valid until the next call.
    std::optional<std::size_t> fill(std::vector<std::string_view>& cells, std::span<const std::size_t> merged);

private:
    std::vector<std::size_t> columns_;
    std::vector<std::string> above_;
};

/// Dates, or crosses and nothing else: an empty cell is a no.
bool empty_means_no(const ColumnValues& values);
/// Most say yes, some say no, all in words: an empty cell is no answer.
bool are_answers(const ColumnValues& values);

/// Whether a spreadsheet has rounded the codes of sixteen digits or more: all of them end in zeros from the sixteenth on.
bool are_rounded_codes(std::span<const KeptRow> rows, std::size_t column);

}  // namespace entre
