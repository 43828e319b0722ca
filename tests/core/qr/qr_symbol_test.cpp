#include <cstdint>
#include <string>
#include <vector>

#include "core/qr/barcode.hpp"
#include "tests/support/catch.hpp"

using namespace entre;

namespace {

/// An ideal picture of the symbol: four pixels per module, with a white border.
std::string read_back(const QrSymbol& qr) {
    constexpr int scale = 4;
    const int side = (qr.size + 2 * qr_quiet_zone) * scale;
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(side * side), 255);
    for (int y = 0; y < qr.size * scale; ++y)
        for (int x = 0; x < qr.size * scale; ++x)
            if (qr.is_dark(x / scale, y / scale))
                pixels[static_cast<std::size_t>((y + qr_quiet_zone * scale) * side + x + qr_quiet_zone * scale)] = 0;
    const auto found = read_qr({pixels.data(), side, side, side}, false);
    return found.empty() ? "nothing" : found.front().text;
}

}  // namespace

TEST_CASE("a ticket code is read back from its symbol", "[qr]") {
    for (const std::string code :
         {"LKPG-7Q4M-2F8K", "https://example.org/t/0192b7c4-77aa-7000-8000-0123456789ab", "Åsa Öström"}) {
        CAPTURE(code);
        CHECK(read_back(qr_symbol(code)) == code);
    }
}

TEST_CASE("a symbol is no larger than error correction level M requires", "[qr]") {
    CHECK(qr_symbol("LKPG7Q4M2F8K").size == 21);                          // version 1-M: up to 20 alphanumeric
    CHECK(qr_symbol("LKPG7Q4M2F8KLKPG7Q4M2").size == 25);                 // 21 of them: version 2, where L would hold 25 in 1
    CHECK(qr_symbol("0192b7c4-77aa-7000-8000-0123456789ab").size == 29);  // version 3-M: up to 42 bytes
}

TEST_CASE("empty and too long text give no symbol", "[qr]") {
    CHECK(qr_symbol("").size == 0);
    CHECK(qr_symbol(std::string(3000, 'x')).size == 0);
}
