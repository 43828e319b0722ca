// An export as a table: headings and rows of text, whatever file format it came in. The seam for spreadsheets and json.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"

namespace entre {

struct TableRow {
    std::int64_t line = 0;  ///< where it begins in the file, 1 for the first line
    std::span<const std::string_view> cells;
};

/// All cells are valid UTF-8, as they stood; cleaning is the reader's work. The rows look into the table and stay good when it is
/// moved: one allocation for all text instead of one a cell.
struct Table {
    Table() = default;
    Table(Table&&) = default;
    Table& operator=(Table&&) = default;

    std::string name;    ///< the file, for messages
    std::string format;  ///< what it was read as: "csv, ';', Windows-1252"
    std::string sha256;  ///< of the file's bytes, hex
    std::int64_t heading_line = 1;
    std::vector<std::string> headings;
    std::vector<TableRow> rows;  ///< empty lines left out

    std::vector<char> text;               ///< what the cells look into
    std::vector<std::string_view> cells;  ///< what the rows look into
};

/// Reads `file` whole, and again if it changes meanwhile. Csv with `,` `;` or tab, quoted fields with line breaks, an optional
/// `sep=` line; UTF-8 with or without byte order mark, else Windows-1252.
/// Errors: file_missing, file_unreadable (also: it kept changing), export_invalid (not a table, cut off in the middle).
Result<Table> read_table(const std::filesystem::path& file);

/// The same for a file's bytes.
Result<Table> parse_csv(std::string_view bytes, std::string_view name);

}  // namespace entre
