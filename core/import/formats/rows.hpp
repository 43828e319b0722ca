// Rows of an export, passed one at a time, in any file format.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace entre {

/// `line` is the line on which the row begins in the file, starting with 1. Cells are unmodified, valid UTF-8, and valid until
/// the call returns. Returns false if no more rows are needed.
using RowSink = std::function<bool(std::int64_t line, std::span<const std::string_view> cells)>;

/// Lines of the rows of a sheet that a person would see to be different, ascending.
struct MarkedRows {
    std::vector<std::int64_t> hidden;
    std::vector<std::int64_t> struck;  ///< crossed out; known for xlsx only
};

}  // namespace entre
