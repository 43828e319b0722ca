// A csv as a table that can be looked at.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/registrations/csv.hpp"

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

inline Result<Table> read_rows(std::string_view bytes) {
    Table table;
    bool is_first = true;
    auto format = read_csv(std::string(bytes), "list.csv", [&](std::int64_t line, std::span<const std::string_view> cells) {
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

}  // namespace entre::test
