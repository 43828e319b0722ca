// Collects the cells of a sheet into rows for a sink, within the limits of spreadsheets.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/import/formats/rows.hpp"
#include "core/import/formats/xml.hpp"

namespace entre {

constexpr std::size_t max_columns = 16384;
constexpr std::int64_t max_sheet_rows = 1048576;
constexpr std::size_t max_cell_bytes = std::size_t{32767} * 4;

/// What cells with an error contain, whatever the language of the program that wrote them.
constexpr std::string_view spreadsheet_error = "#N/A";

constexpr std::string_view many_rows = sentence_pattern(
    "{}, row {}: the sheet has more rows than a spreadsheet can. Save only the sheet with the registrations and import that.");

/// The beginning of messages about a sheet.
std::string subject_of_sheet(std::string_view file, std::string_view name);

/// Base class for visitors of a sheet's XML. Refuses the sheet if it exceeds a limit.
class SheetRows : public XmlVisitor {
protected:
    /// `subject` begins every message: the file and its sheet. The lines of such rows are added to `marked` before the sink
    /// gets them.
    SheetRows(const RowSink& sink, std::string subject, MarkedRows& marked)
        : marked_(marked), sink_(sink), subject_(std::move(subject)) {}

    /// The text of the cell being read, to be extended with `grow`, which limits its size.
    std::string cell_text;
    void grow(std::string_view text);

    /// Puts `text` into `times` cells, from `column` (counted from 0) on. Empty text needs no memory.
    void put(std::int64_t column, std::string_view text, std::int64_t times = 1);
    /// Passes the row to the sink `times` times, as `line` and the lines after it, unless it is blank.
    void emit(std::int64_t line, std::int64_t times = 1);

    /// `pattern` with the subject and the row.
    void refuse_row(std::string_view pattern);
    std::int64_t line_ = 0;   ///< of the row being read, for messages
    bool is_hidden_ = false;  ///< the row being read
    bool is_struck_ = false;  ///< a cell of the row being read is crossed out
    bool is_red_ = false;     ///< a cell of the row being read is red
    MarkedRows& marked_;

private:
    struct Cell {
        std::size_t begin = 0, size = 0;
    };

    const RowSink& sink_;
    std::string subject_;
    std::string text_;  // of all cells in the row
    std::vector<Cell> cells_;
    std::vector<std::string_view> shown_;
    bool says_something_ = false;
    std::uint64_t text_emitted_ = 0, cells_emitted_ = 0;
};

}  // namespace entre
