// Rows of an export, one after another, whatever file format they come in.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

namespace entre {

/// `line` is where the row begins in the file, 1 for the first. Cells are valid UTF-8 as they stood, and good until the call
/// ends. False: enough.
using RowSink = std::function<bool(std::int64_t line, std::span<const std::string_view> cells)>;

}  // namespace entre
