// Fuzzes the CSV reader with any dialect and encoding. The first byte sets the size of the pieces.
#include <cstdint>
#include <string>

#include "core/base/text.hpp"
#include "core/import/formats/csv.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    using namespace entre;
    if (count == 0) return 0;
    const std::size_t piece = bytes[0] % 2 == 0 ? ExportFile::usual_piece : 1U + bytes[0] / 2U;
    std::int64_t before = 0;
    const auto read = read_csv({"list.csv", std::string(reinterpret_cast<const char*>(bytes), count), piece},
                               [&](std::int64_t line, std::span<const std::string_view> cells) {
                                   if (line <= before || cells.empty()) __builtin_trap();
                                   before = line;
                                   for (const auto cell : cells)
                                       if (!is_valid_utf8(cell)) __builtin_trap();
                                   return true;
                               });
    if (!read && read.error().detail.find("list.csv") == std::string::npos) __builtin_trap();
    return 0;
}
