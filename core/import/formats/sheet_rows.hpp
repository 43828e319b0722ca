// Cells of a sheet become rows for a sink, within the bounds of a spreadsheet.
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

/// What messages about a sheet begin with.
std::string subject_of_sheet(std::string_view file, std::string_view name);

/// A visitor of a sheet's XML derives from it. Whatever passes a bound refuses the sheet.
class SheetRows : public XmlVisitor {
protected:
    /// `subject` begins the messages: the file and its sheet.
    SheetRows(const RowSink& sink, std::string subject) : sink_(sink), subject_(std::move(subject)) {}

    /// The text of the cell being read, for the visitor to fill; bounded by `grow`.
    std::string cell_text;
    void grow(std::string_view text);

    /// Puts `text` into so many cells from `column` on, the first being 0. Empty text takes no room.
    void put(std::int64_t column, std::string_view text, std::int64_t times = 1);
    /// Hands the row out so many times, under `line` and the lines after it, unless it is blank.
    void hand_out(std::int64_t line, std::int64_t times = 1);

    void refuse_row(std::string_view what);
    std::int64_t line_ = 0;  ///< of the row being read, for messages

private:
    struct Cell {
        std::size_t begin = 0, size = 0;
    };

    const RowSink& sink_;
    std::string subject_;
    std::string text_;  // of all cells of the row
    std::vector<Cell> cells_;
    std::vector<std::string_view> shown_;
    bool says_something_ = false;
    std::uint64_t text_handed_out_ = 0, cells_handed_out_ = 0;
};

}  // namespace entre
