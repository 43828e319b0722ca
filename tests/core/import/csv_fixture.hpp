// Reads a csv into a table.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/import/formats/csv.hpp"

namespace entre::test {

struct Row {
    std::int64_t line = 0;
    std::vector<std::string> cells;
};

struct Table {
    std::string format;
    std::int64_t heading_line = 0;
    std::vector<std::string> headings;
    std::vector<Row> rows;
};

inline Result<Table> read_rows(const ExportFile& file) {
    Table table;
    bool is_first = true;
    auto format = read_csv(file, [&](std::int64_t line, std::span<const std::string_view> cells) {
        Row row{line, {cells.begin(), cells.end()}};
        if (is_first) {
            table.headings = row.cells;
            table.heading_line = line;
        } else {
            table.rows.push_back(std::move(row));
        }
        is_first = false;
        return true;
    });
    if (!format) return pass_on(format);
    table.format = *format;
    return table;
}

/// Reads it at once and again in pieces of a few bytes; both must give the same result.
inline Result<Table> read_rows(std::string_view bytes) {
    auto whole = read_rows(ExportFile("list.csv", std::string(bytes)));
    if (bytes.size() > 100'000) return whole;
    const auto parts = read_rows(ExportFile("list.csv", std::string(bytes), 5));
    CHECK(parts.has_value() == whole.has_value());
    if (!parts || !whole) {
        if (!parts && !whole) CHECK(parts.error().detail == whole.error().detail);
        return whole;
    }
    CHECK(parts->format == whole->format);
    CHECK(parts->headings == whole->headings);
    REQUIRE(parts->rows.size() == whole->rows.size());
    for (std::size_t i = 0; i < whole->rows.size(); ++i) {
        CHECK(parts->rows[i].line == whole->rows[i].line);
        CHECK(parts->rows[i].cells == whole->rows[i].cells);
    }
    return whole;
}

}  // namespace entre::test
