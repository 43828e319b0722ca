// The rows of one sheet of an xlsx workbook.
#include <fmt/format.h>

#include <charconv>
#include <vector>

#include "core/base/text.hpp"
#include "core/import/formats/sheet_rows.hpp"
#include "core/import/formats/xlsx.hpp"

namespace entre {

namespace {

/// Enough for a million rows of eight cells with inline texts.
constexpr std::uint64_t max_bytes = 640U * 1024 * 1024;

enum class Place : std::uint8_t { outside, sheet, rows, row, cell, value, string, run, text, merges, merge, elsewhere };

/// Formulas, phonetic hints, and elements before and after the rows are `elsewhere`.
Place inside(Place parent, std::string_view name) {
    switch (parent) {
        case Place::outside:
            return name == "worksheet" ? Place::sheet : Place::elsewhere;
        case Place::sheet:
            return name == "sheetData" ? Place::rows : name == "mergeCells" ? Place::merges : Place::elsewhere;
        case Place::rows:
            return name == "row" ? Place::row : Place::elsewhere;
        case Place::row:
            return name == "c" ? Place::cell : Place::elsewhere;
        case Place::cell:
            return name == "v" ? Place::value : name == "is" ? Place::string : Place::elsewhere;
        case Place::string:
            return name == "t" ? Place::text : name == "r" ? Place::run : Place::elsewhere;
        case Place::run:
            return name == "t" ? Place::text : Place::elsewhere;
        case Place::merges:
            return name == "mergeCell" ? Place::merge : Place::elsewhere;
        case Place::value:
        case Place::text:
        case Place::merge:
        case Place::elsewhere:
            return Place::elsewhere;
    }
    return Place::elsewhere;
}

/// The column of "AB12", counted from 0; nullopt if there are no letters.
std::optional<std::int64_t> column_of(std::string_view reference) {
    std::int64_t column = 0;
    for (const char c : reference.substr(0, 4)) {
        const bool is_small = c >= 'a' && c <= 'z';
        if (!is_small && (c < 'A' || c > 'Z')) break;
        column = column * 26 + (c - (is_small ? 'a' : 'A')) + 1;
    }
    return column > 0 ? std::optional(column - 1) : std::nullopt;
}

/// The row of "AB12"; 0 if there is none.
std::int64_t row_of(std::string_view reference) {
    std::int64_t row = 0;
    const auto from = std::min(reference.find_first_of("0123456789"), reference.size());
    std::from_chars(reference.data() + from, reference.data() + reference.size(), row);
    return row;
}

/// Notes cells of one column that are merged: "C3:C5". Of a block only the first column has a text.
void add_merged(std::string_view range, MarkedRows& marked) {
    constexpr std::int64_t max_rows_of_one = 1000;
    constexpr std::size_t max_merged_rows = 65536;
    const auto colon = range.find(':');
    const auto column = column_of(range);
    if (colon == std::string_view::npos || !column) return;
    const auto first = row_of(range.substr(0, colon)), last = std::min(row_of(range.substr(colon)), first + max_rows_of_one);
    for (auto row = first + 1; row <= last && marked.merged.size() < max_merged_rows; ++row)
        marked.merged[row].push_back(static_cast<std::size_t>(*column));
}

class XlsxSheet : public SheetRows {
public:
    XlsxSheet(const Xlsx& workbook, const RowSink& sink, const std::string& subject, MarkedRows& marked)
        : SheetRows(sink, subject, marked), workbook_(workbook), subject_(subject) {}

    void begin(std::string_view name, const XmlAttributes& attributes) override {
        places_.push_back(inside(places_.back(), name));
        if (places_.size() == 2 && places_.back() != Place::sheet)
            return refuse(sentence("{} is no sheet. Save it anew from a spreadsheet program.", subject_));
        if (places_.back() == Place::row) begin_row(attributes);
        if (places_.back() == Place::cell) begin_cell(attributes);
        if (places_.back() == Place::merge) add_merged(attributes.get("ref").value_or(""), marked_);
    }
    void text(std::string_view text) override {
        if (places_.back() == Place::value || places_.back() == Place::text) grow(text);
    }
    void end(std::string_view) override {
        if (places_.back() == Place::cell) end_cell();
        if (places_.back() == Place::row) emit(line_);
        places_.pop_back();
    }

private:
    // Rows and cells without a reference follow the previous one.
    void begin_row(const XmlAttributes& attributes) {
        const auto before = line_;
        line_ = attributes.number("r").value_or(line_ + 1);
        if (line_ > max_sheet_rows) return refuse_row(many_rows);
        if (line_ <= before)
            return refuse(
                sentence("{}: row {} comes after row {}. Save it anew from a spreadsheet program.", subject_, line_, before));
        next_column_ = 0;
        const auto hidden = attributes.get("hidden").value_or("");
        is_hidden_ = hidden == "1" || hidden == "true";
        is_struck_ = false;
        is_red_ = false;
    }
    void begin_cell(const XmlAttributes& attributes) {
        column_ = column_of(attributes.get("r").value_or("")).value_or(next_column_);
        next_column_ = column_ + 1;
        type_ = attributes.get("t").value_or("n");
        const auto style = static_cast<std::uint64_t>(attributes.number("s").value_or(0));
        format_ = style < workbook_.formats.size() ? workbook_.formats[style] : NumberFormat{};
        is_red_ = is_red_ || (style < workbook_.are_red.size() && workbook_.are_red[style]);
        is_struck_ = is_struck_ || (style < workbook_.are_struck.size() && workbook_.are_struck[style]);
        cell_text.clear();
    }
    void end_cell() {
        if (cell_text.empty()) return;
        if (type_ == "e") return put(column_, spreadsheet_error);
        if (type_ == "s") return put_shared();
        if (type_ == "str" || type_ == "inlineStr") return put(column_, without_escapes(cell_text));
        if (type_ == "b") return put(column_, trim(cell_text) == "0" || trim(cell_text) == "false" ? "FALSE" : "TRUE");
        if (type_ == "d") return put(column_, shown_iso_date(trim(cell_text)));
        put(column_, shown_number(cell_text, format_, workbook_.counts_from_1904));
    }
    void put_shared() {
        const auto number = trim(cell_text);
        std::size_t index = 0;
        const auto [rest, problem] = std::from_chars(number.data(), number.data() + number.size(), index);
        if (problem != std::errc{} || rest != number.data() + number.size() || index >= workbook_.texts.count())
            return refuse(sentence("{}, row {}: a cell's text is missing in the workbook. Export it again.", subject_, line_));
        put(column_, workbook_.texts.at(index));
    }

    const Xlsx& workbook_;
    const std::string& subject_;
    std::vector<Place> places_{Place::outside};
    std::string type_;
    NumberFormat format_;
    std::int64_t column_ = 0, next_column_ = 0;
};

}  // namespace

Result<void> read_xlsx_sheet(const Package& package, const Xlsx& workbook, std::size_t sheet, const RowSink& sink,
                             MarkedRows& marked) {
    const auto subject = subject_of_sheet(package.name(), workbook.sheets[sheet]);
    if (const auto read = read_xlsx_comments(package, workbook.parts[sheet], marked); !read) return pass_on(read);
    XlsxSheet rows(workbook, sink, subject, marked);
    return package.read(workbook.parts[sheet], subject, max_bytes, rows);
}

}  // namespace entre
