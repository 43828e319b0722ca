// Workbooks of Excel and similar programs: ECMA-376 (Office Open XML), transitional and strict.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/import/formats/rows.hpp"
#include "core/import/formats/shown_value.hpp"
#include "core/import/formats/zip_package.hpp"

namespace entre {

/// All shared strings of a workbook in one buffer: a million small strings would need several times the memory.
class SharedTexts {
public:
    /// Reserves memory, so that the texts are not copied when they grow.
    void reserve(std::size_t bytes) { text_.reserve(bytes); }
    void grow(std::string_view text) { text_ += text; }
    void end_text() { ends_.push_back(static_cast<std::uint32_t>(text_.size())); }
    [[nodiscard]] std::size_t count() const { return ends_.size(); }
    [[nodiscard]] std::size_t bytes() const { return text_.size(); }
    [[nodiscard]] std::string_view at(std::size_t index) const {
        const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
        return std::string_view(text_).substr(begin, ends_[index] - begin);
    }

private:
    std::string text_;
    std::vector<std::uint32_t> ends_;
};

/// What all sheets of a workbook share.
struct Xlsx {
    std::vector<std::string> sheets;  ///< the names of the visible ones
    std::vector<std::string> hidden_sheets;
    std::vector<std::string> parts;  ///< the part of each sheet
    std::vector<NumberFormat> formats;
    std::vector<bool> are_struck;  ///< for each format: crossed out
    std::vector<bool> are_red;     ///< for each format: red letters, or on red
    SharedTexts texts;
    bool counts_from_1904 = false;
};

/// The part with the workbook, "xl/workbook.xml"; empty if there is none. Errors: export_invalid.
Result<std::string> xlsx_workbook_part(const Package& package);
/// Errors: export_invalid.
Result<Xlsx> open_xlsx(const Package& package, const std::string& workbook_part);
/// Adds the lines of hidden and crossed-out rows to `marked`. Errors: export_invalid.
Result<void> read_xlsx_sheet(const Package& package, const Xlsx& workbook, std::size_t sheet, const RowSink& sink,
                             MarkedRows& marked);

/// Adds the notes on the cells of the sheet in `part` to `marked`. Errors: export_invalid.
Result<void> read_xlsx_comments(const Package& package, const std::string& part, MarkedRows& marked);

/// ECMA-376 part 1, 22.9.2.19: "_x000D_" is a line break, "_x005F_" an underscore.
std::string without_escapes(std::string_view text);

}  // namespace entre
