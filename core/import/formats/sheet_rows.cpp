#include "core/import/formats/sheet_rows.hpp"

#include <fmt/format.h>

#include "core/base/text.hpp"

namespace entre {

namespace {

constexpr std::string_view long_cell = sentence_pattern(
    "{}, row {}: a cell holds more text than a spreadsheet can. Save only the sheet with the registrations and import that.");
constexpr std::string_view many_cells = sentence_pattern(
    "{}, row {}: it has more cells than a spreadsheet can. Save only the sheet with the registrations and import that.");
constexpr std::string_view long_row = sentence_pattern(
    "{}, row {}: it holds more text than any list of people. Save only the sheet with the registrations and import that.");
constexpr std::string_view much = sentence_pattern(
    "{}, row {}: the sheet holds more than any list of people. Save only the sheet with the registrations and import that.");
constexpr std::size_t max_row_bytes = 16U * 1024 * 1024;
constexpr std::uint64_t max_text_bytes = 300U * 1024 * 1024;
// A row with one cell at the far right has 16384 cells; a million such rows would take minutes.
constexpr std::uint64_t max_cells = 64U * 1024 * 1024;

}  // namespace

std::string subject_of_sheet(std::string_view file, std::string_view name) {
    return fmt::format("{}, sheet \"{}\"", file, clean_text(name, 40));
}

void SheetRows::refuse_row(std::string_view pattern) { refuse(sentence(pattern, subject_, line_)); }

void SheetRows::grow(std::string_view text) {
    if (cell_text.size() + text.size() > max_cell_bytes) return refuse_row(long_cell);
    cell_text += text;
}

void SheetRows::put(std::int64_t column, std::string_view text, std::int64_t times) {
    if (text.empty()) return;
    constexpr auto limit = static_cast<std::int64_t>(max_columns);
    if (column < 0 || column >= limit || times > limit - column) return refuse_row(many_cells);
    if (text.size() > max_cell_bytes) return refuse_row(long_cell);
    if (text_.size() + text.size() > max_row_bytes) return refuse_row(long_row);
    const auto first = static_cast<std::size_t>(column), end = first + static_cast<std::size_t>(times);
    if (cells_.size() < end) cells_.resize(end);
    for (auto i = first; i < end; ++i) cells_[i] = {text_.size(), text.size()};
    text_ += text;
    says_something_ = says_something_ || !trim(text).empty();
}

void SheetRows::emit(std::int64_t line, std::int64_t times) {
    if (says_something_) {
        line_ = line;
        if (line < 1 || line > max_sheet_rows || times > max_sheet_rows - line + 1) return refuse_row(many_rows);
        shown_.clear();
        std::uint64_t size = 0;
        for (const auto& cell : cells_) {
            shown_.emplace_back(text_.data() + cell.begin, cell.size);
            size += cell.size;
        }
        for (std::int64_t i = 0; i < times && !is_over(); ++i) {
            text_emitted_ += size;
            cells_emitted_ += shown_.size();
            if (text_emitted_ > max_text_bytes || cells_emitted_ > max_cells) return refuse_row(much);
            if (is_hidden_) marked_.hidden.push_back(line + i);
            if (is_struck_) marked_.struck.push_back(line + i);
            if (is_red_) marked_.red.push_back(line + i);
            if (!sink_(line + i, shown_)) stop();
        }
    }
    text_.clear();
    cells_.clear();
    says_something_ = false;
}

}  // namespace entre
