#include "kiosk/commands/terminal_qr.hpp"

#include <cstdint>
#include <vector>

#include "core/qr/barcode.hpp"
#include "tests/support/catch.hpp"

using namespace entre;

namespace {

/// Converts half blocks to pixels: light where a block is drawn.
std::vector<std::uint8_t> pixels_of(const std::string& drawn, int scale, int& width, int& height) {
    std::vector<std::vector<std::uint8_t>> rows;
    std::vector<std::uint8_t> upper, lower;
    for (std::size_t i = 0; i < drawn.size();) {
        const bool is_block = static_cast<unsigned char>(drawn[i]) == 0xe2;
        const std::string glyph = drawn.substr(i, is_block ? 3 : 1);
        i += glyph.size();
        if (glyph == "\n") {
            for (auto* row : {&upper, &lower})
                for (int copy = 0; copy < scale; ++copy) rows.push_back(*row);
            upper.clear();
            lower.clear();
            continue;
        }
        for (int copy = 0; copy < scale; ++copy) {
            upper.push_back(glyph == "█" || glyph == "▀" ? 255 : 0);
            lower.push_back(glyph == "█" || glyph == "▄" ? 255 : 0);
        }
    }
    height = static_cast<int>(rows.size());
    width = rows.empty() ? 0 : static_cast<int>(rows.front().size());
    std::vector<std::uint8_t> out;
    for (const auto& row : rows) out.insert(out.end(), row.begin(), row.end());
    return out;
}

}  // namespace

TEST_CASE("a QR code drawn in a terminal can be decoded", "[terminal_qr]") {
    const std::string url = "https://192.168.1.20:8443/pair#q83vEjRWeJCrze8SNFZ4kA";
    int width = 0, height = 0;
    const auto pixels = pixels_of(terminal_qr(url), 4, width, height);
    const auto codes = read_qr({pixels.data(), width, height, width}, false);
    REQUIRE(codes.size() == 1);
    CHECK(codes[0].text == url);
    CHECK(terminal_qr("").empty());
}
