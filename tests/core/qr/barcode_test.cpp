#include "core/qr/barcode.hpp"

#include <algorithm>
#include <cmath>

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

struct Picture {
    int size = 0;
    std::vector<std::uint8_t> pixels;
    [[nodiscard]] GreyView view() const { return {pixels.data(), size, size, size}; }
};

/// The symbol of `text` with its quiet zone, `scale` pixels per module.
Picture drawn(std::string_view text, int scale = 4, bool is_light_on_dark = false) {
    const auto modules = qr_symbol(text);
    Picture out;
    out.size = (modules.size + 8) * scale;
    out.pixels.assign(static_cast<std::size_t>(out.size) * static_cast<std::size_t>(out.size), is_light_on_dark ? 0 : 255);
    for (int y = 0; y < modules.size * scale; ++y)
        for (int x = 0; x < modules.size * scale; ++x)
            if (modules.is_dark(x / scale, y / scale))
                out.pixels[static_cast<std::size_t>((y + 4 * scale) * out.size + x + 4 * scale)] = is_light_on_dark ? 255 : 0;
    return out;
}

}  // namespace

TEST_CASE("a drawn QR code is read back", "[qr]") {
    for (const auto* text : {"ez5t6x53x85setzsrrsn7hqgc92nms22", "A-1234567", "123e4567-e89b-42d3-a456-426614174000/q+8/9aZ=",
                             R"({"i":[2,"indico.example.org/event/7","Ej5FZ+ibQtOkVkJmFBdAAA=="]})",
                             "https://example.org/t/ABC?x=1", "Åsa Öström", "0123456789"}) {
        const auto found = read_qr(drawn(text).view(), false);
        REQUIRE(found.size() == 1);
        CHECK(found[0].text == text);
    }
}

TEST_CASE("the reported corners are those of the code", "[qr]") {
    const auto picture = drawn("KOD1", 6);
    const auto found = read_qr(picture.view(), false);
    REQUIRE(found.size() == 1);
    const double near = 4 * 6, far = picture.size - near;  // the quiet zone is four modules of six pixels
    const auto is_reported = [&](double x, double y) {
        return std::ranges::any_of(found[0].corners, [&](const auto& c) { return std::hypot(c.x - x, c.y - y) < 8; });
    };
    CHECK(is_reported(near, near));
    CHECK(is_reported(far, near));
    CHECK(is_reported(far, far));
    CHECK(is_reported(near, far));
}

TEST_CASE("a light-on-dark code is read when requested", "[qr]") {
    const auto found = read_qr(drawn("KOD1", 4, true).view(), true);
    REQUIRE(found.size() == 1);
    CHECK(found[0].text == "KOD1");
}

TEST_CASE("no code is found in a picture without a code or without pixels", "[qr]") {
    Picture grey{64, std::vector<std::uint8_t>(64 * 64, 128)};
    CHECK(read_qr(grey.view(), true).empty());
    unsigned seed = 5;
    for (auto& pixel : grey.pixels) pixel = static_cast<std::uint8_t>((seed = seed * 1664525U + 1013904223U) >> 24);
    CHECK(read_qr(grey.view(), true).empty());
    const std::uint8_t one = 0;
    CHECK(read_qr({&one, 1, 1, 1}, true).empty());
    CHECK(read_qr({&one, 0, 0, 0}, true).empty());
}

TEST_CASE("the stride may be larger than the width", "[qr]") {
    const auto picture = drawn("KOD1");
    const int stride = picture.size + 13;
    std::vector<std::uint8_t> wide(static_cast<std::size_t>(stride * picture.size), 77);
    for (int y = 0; y < picture.size; ++y)
        std::copy_n(picture.pixels.begin() + y * picture.size, picture.size, wide.begin() + y * stride);
    CHECK(read_qr({wide.data(), picture.size, picture.size, stride}, true).size() == 1);
}

TEST_CASE("the largest hostile code is read without harm, and text that does not fit gives no symbol", "[qr][KIO-6]") {
    const auto big = qr_symbol(std::string(2000, 'x'));
    CHECK(big.size > 100);
    CHECK(qr_symbol(std::string(4000, 'x')).size == 0);
    CHECK(qr_symbol("").size == 0);
    CHECK(qr_symbol("\xff\xfe").size >= 0);
    const auto found = read_qr(drawn(std::string("a\0b%n%s", 7), 4).view(), false);
    if (!found.empty()) CHECK(found[0].text.size() <= 8);
}
