// The rows of one sheet of an ods workbook.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "core/base/text.hpp"
#include "core/import/formats/ods.hpp"
#include "core/import/formats/sheet_rows.hpp"
#include "core/import/formats/shown_value.hpp"

namespace entre {

namespace {

enum class Place : std::uint8_t { outside, document, body, spreadsheet, table, row, cell, covered, paragraph, elsewhere };

/// Tables that are not sheets, drawings, annotations and cells covered by a merged cell are `elsewhere`.
Place inside(Place parent, std::string_view name) {
    switch (parent) {
        case Place::outside:
            return name == "document-content" ? Place::document : Place::elsewhere;
        case Place::document:
            return name == "body" ? Place::body : Place::elsewhere;
        case Place::body:
            return name == "spreadsheet" ? Place::spreadsheet : Place::elsewhere;
        case Place::spreadsheet:
            return name == "table" ? Place::table : Place::elsewhere;
        case Place::table:
            if (name == "table-row-group" || name == "table-header-rows" || name == "table-rows") return Place::table;
            return name == "table-row" ? Place::row : Place::elsewhere;
        case Place::row:
            if (name == "covered-table-cell") return Place::covered;
            return name == "table-cell" ? Place::cell : Place::elsewhere;
        case Place::cell:
            return name == "p" || name == "h" ? Place::paragraph : Place::elsewhere;
        case Place::paragraph:  // includes links, runs and fields
            return name == "annotation" || name == "ruby-text" || name == "note" ? Place::elsewhere : Place::paragraph;
        case Place::covered:
        case Place::elsewhere:
            return Place::elsewhere;
    }
    return Place::elsewhere;
}

/// A repeat count. Sheets end with a million repeated empty rows, so a large count is not suspicious.
std::int64_t times_of(const XmlAttributes& attributes, const char* name) {
    return std::clamp<std::int64_t>(attributes.number("table:1.0", name).value_or(1), 1, 1000 * max_sheet_rows);
}

bool is_error(const XmlAttributes& attributes) {
    for (const auto* space : {"calcext:1.0", "calcext"})
        if (attributes.get(space, "value-type") == "error") return true;
    return false;
}

class OdsSheet : public SheetRows {
public:
    OdsSheet(std::size_t table, const RowSink& sink, const std::string& subject, MarkedRows& marked)
        : SheetRows(sink, subject, marked), wanted_(table) {
        line_ = 1;
    }

    void begin(std::string_view name, const XmlAttributes& attributes) override {
        const auto parent = places_.back(), place = inside(parent, name);
        places_.push_back(parent == Place::spreadsheet && place == Place::table && table_++ != wanted_ ? Place::elsewhere
                                                                                                       : place);
        const auto here = places_.back();
        if (here == Place::row) {
            column_ = 0;
            row_times_ = times_of(attributes, "number-rows-repeated");
            is_hidden_ = attributes.get("table:1.0", "visibility").value_or("visible") != "visible";  // or "filter", "collapse"
        }
        if (here == Place::cell || here == Place::covered) begin_cell(attributes);
        if (here == Place::paragraph) begin_in_paragraph(parent, name, attributes);
    }
    void text(std::string_view text) override {
        if (places_.back() == Place::paragraph) grow_collapsed(text);
    }
    void end(std::string_view) override {
        const auto place = places_.back();
        places_.pop_back();
        if (place == Place::paragraph && places_.back() == Place::cell && ends_with_space_) cell_text.pop_back();
        if (place == Place::cell) put(column_, shown(), times_);
        if (place == Place::cell || place == Place::covered)
            column_ = std::min<std::int64_t>(column_ + times_, 1000 * max_sheet_rows);
        if (place == Place::row) {
            emit(line_, row_times_);
            // Limited, but still far enough for a cell there to be refused.
            line_ = std::min<std::int64_t>(line_ + row_times_, 1000 * max_sheet_rows);
        }
        if (place == Place::table && places_.back() == Place::spreadsheet) stop();
    }

private:
    void begin_cell(const XmlAttributes& attributes) {
        times_ = times_of(attributes, "number-columns-repeated");
        type_ = attributes.get("office:1.0", "value-type").value_or("");
        value_.clear();
        has_paragraph_ = false;
        cell_text.clear();
        if (is_error(attributes)) type_ = "error";
        for (const auto* name : {"value", "date-value", "time-value", "boolean-value", "string-value"})
            if (const auto value = attributes.get("office:1.0", name)) value_ = *value;
    }
    void begin_in_paragraph(Place parent, std::string_view name, const XmlAttributes& attributes) {
        if (parent == Place::cell) {
            if (has_paragraph_) grow("\n");
            has_paragraph_ = is_at_begin_ = true;
            ends_with_space_ = false;
            return;
        }
        if (name == "s") {
            const auto count = std::clamp<std::int64_t>(attributes.number("text:1.0", "c").value_or(1), 0, max_cell_bytes + 1);
            grow_as_is(std::string(static_cast<std::size_t>(count), ' '));
        }
        if (name == "tab") grow_as_is("\t");
        if (name == "line-break") grow_as_is("\n");
    }
    void grow_as_is(std::string_view text) {
        grow(text);
        is_at_begin_ = ends_with_space_ = false;
    }
    /// White space in the XML collapses to one space, and to none at both ends of a paragraph; other spaces are elements.
    void grow_collapsed(std::string_view text) {
        constexpr std::string_view white = " \t\r\n";
        while (!text.empty()) {
            const auto word = text.substr(0, text.find_first_of(white));
            if (!word.empty()) grow_as_is(word);
            text.remove_prefix(word.size());
            const auto gap = std::min(text.find_first_not_of(white), text.size());
            text.remove_prefix(gap);
            if (gap == 0 || is_at_begin_ || ends_with_space_ || is_over()) continue;
            grow(" ");
            ends_with_space_ = true;
        }
    }

    [[nodiscard]] std::string shown() const {
        if (type_ == "error") return std::string(spreadsheet_error);
        if (value_.empty()) return cell_text;
        if (type_ == "float" || type_ == "percentage" || type_ == "currency") return shown_float();
        if (type_ == "date") return shown_iso_date(value_);
        if (type_ == "time") return shown_iso_time(value_);
        if (type_ == "boolean") return value_ == "true" ? "TRUE" : "FALSE";
        return has_paragraph_ ? cell_text : value_;
    }
    /// Leading zeros of a code come from its number format, so they are taken from the displayed text.
    [[nodiscard]] std::string shown_float() const {
        auto number = shown_number(value_, {}, false);
        const bool is_code = cell_text.starts_with('0') && cell_text.find_first_not_of("0123456789") == std::string::npos;
        const auto first = cell_text.find_first_not_of('0');
        return is_code && first != std::string::npos && std::string_view(cell_text).substr(first) == number ? cell_text : number;
    }

    std::size_t wanted_, table_ = 0;
    std::vector<Place> places_{Place::outside};
    std::int64_t column_ = 0, times_ = 1, row_times_ = 1;
    std::string type_, value_;
    bool has_paragraph_ = false, is_at_begin_ = false, ends_with_space_ = false;
};

}  // namespace

Result<void> read_ods_sheet(const Package& package, const Ods& workbook, std::size_t sheet, const RowSink& sink,
                            MarkedRows& marked) {
    const auto subject = subject_of_sheet(package.name(), workbook.sheets[sheet]);
    OdsSheet rows(workbook.tables[sheet], sink, subject, marked);
    return package.read("content.xml", subject, max_sheet_bytes, rows);
}

}  // namespace entre
