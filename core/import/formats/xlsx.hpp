// Workbooks of Excel and its like: ECMA-376 (Office Open XML), transitional and strict.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/import/formats/zip_package.hpp"
#include "core/import/formats/rows.hpp"
#include "core/import/formats/shown_value.hpp"

namespace entre {

/// All texts of a workbook in one piece: a million small strings would take several times the room.
class SharedTexts {
public:
    /// Room for texts of so many bytes, so that they need not move when they grow.
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

/// What a workbook says once for all its sheets.
struct Xlsx {
    std::vector<std::string> sheets;  ///< the names of those that a person can see
    std::vector<std::string> parts;   ///< where each of them is kept
    std::vector<NumberFormat> formats;
    SharedTexts texts;
    bool counts_from_1904 = false;
};

/// Where the package keeps its workbook, "xl/workbook.xml"; empty when it has none. Errors: export_invalid.
Result<std::string> xlsx_workbook_part(const Package& package);
/// Errors: export_invalid.
Result<Xlsx> open_xlsx(const Package& package, const std::string& workbook_part);
/// Errors: export_invalid.
Result<void> read_xlsx_sheet(const Package& package, const Xlsx& workbook, std::size_t sheet, const RowSink& sink);

/// ECMA-376 part 1, 22.9.2.19: "_x000D_" is a line break, "_x005F_" the underscore itself.
std::string without_escapes(std::string_view text);

}  // namespace entre
