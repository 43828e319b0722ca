// Rows of an export, passed one at a time, in any file format.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entre {

/// `line` is the line on which the row begins in the file, starting with 1. Cells are unmodified, valid UTF-8, and valid until
/// the call returns. Returns false if no more rows are needed.
using RowSink = std::function<bool(std::int64_t line, std::span<const std::string_view> cells)>;

/// Lines of the rows of a sheet that a person would see to be different, ascending.
struct MarkedRows {
    std::vector<std::int64_t> hidden;
    std::vector<std::int64_t> struck;                ///< crossed out; known for xlsx only
    std::vector<std::int64_t> red;                   ///< a cell in red letters or on red; known for xlsx only
    std::map<std::int64_t, std::string> comments{};  ///< the notes on cells of a row; known for xlsx only
    /// The columns of a row, from 0, whose cell is merged with the one above it. Known for xlsx only, and after the last row.
    std::map<std::int64_t, std::vector<std::size_t>> merged{};
};

}  // namespace entre
