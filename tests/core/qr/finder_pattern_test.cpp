#include "core/qr/finder_pattern.hpp"

#include "core/qr/image_pyramid.hpp"
#include "tests/core/qr/qr_fixture.hpp"
#include "tests/support/catch.hpp"

using namespace entre;
using namespace entre::test;

namespace {

std::vector<FinderPattern> patterns_in(const Drawing& picture) {
    ImagePyramid levels;
    levels.show(picture.view());
    return find_patterns(levels.black_white(0, 3, false), 1, 20);
}

bool has_pattern_at(const std::vector<FinderPattern>& patterns, const PicturePoint& place, bool is_inverted) {
    return std::any_of(patterns.begin(), patterns.end(), [&](const FinderPattern& s) {
        return s.is_inverted == is_inverted && distance(s.middle, place) < 2 && s.seen > 2;
    });
}

}  // namespace

TEST_CASE("a code's three finder patterns are found at any rotation, dark on light and light on dark", "[scan]") {
    const auto symbol = qr_symbol("https://tix.example.org/c/oevviiiimo7yau4hjmotnm");
    const double n = symbol.size;
    for (const double turn : {0.0, 0.3, 0.785, 2.0, 4.4})
        for (const bool is_inverted : {false, true}) {
            CAPTURE(turn, is_inverted);
            const auto image = lying_flat(symbol.size, 320, 240, 5, turn);
            const auto patterns = patterns_in(drawn(symbol, image, 640, 480, is_inverted ? Paint{30, 225} : Paint{}));
            CHECK(has_pattern_at(patterns, image(3.5, 3.5), is_inverted));
            CHECK(has_pattern_at(patterns, image(n - 3.5, 3.5), is_inverted));
            CHECK(has_pattern_at(patterns, image(3.5, n - 3.5), is_inverted));
        }
}

TEST_CASE("a finder pattern gives the module size along rows and along columns", "[scan]") {
    const auto symbol = qr_symbol("KOD1");
    const auto image = spanned(21, {{{200, 150}, {410, 150}, {410, 276}, {200, 276}}});  // 10 px across, 6 px down
    const auto patterns = patterns_in(drawn(symbol, image));
    REQUIRE(patterns.size() >= 3);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(patterns[i].module_x_px == Approx(10).margin(0.5));
        CHECK(patterns[i].module_y_px == Approx(6).margin(0.5));
    }
}

TEST_CASE("the most certain finder patterns are returned first, and no more than requested", "[scan]") {
    ImagePyramid levels;
    const Drawing noise = grain(320, 240, 4);
    levels.show(noise.view());
    const auto patterns = find_patterns(levels.black_white(0, 1, false), 1, 5);
    CHECK(patterns.size() <= 5);
    for (std::size_t i = 1; i < patterns.size(); ++i) CHECK(patterns[i - 1].seen >= patterns[i].seen);
}

TEST_CASE("a code's finder patterns are found among stripes, which have the same ratio in every row", "[scan]") {
    const auto symbol = qr_symbol("KOD1");
    const auto image = lying_flat(symbol.size, 320, 320, 5);
    Drawing picture = drawn(symbol, image);
    for (int y = 0; y < picture.height; ++y)
        for (int x = 0; x < picture.width; ++x) {
            auto& level = picture.at(x, y);
            level = static_cast<std::uint8_t>(std::clamp(level * (1 + 0.22 * std::sin(x * 1.31 + y * 0.47)), 0.0, 255.0));
        }
    const auto patterns = patterns_in(picture);
    CHECK(has_pattern_at(patterns, image(3.5, 3.5), false));
    CHECK(has_pattern_at(patterns, image(symbol.size - 3.5, 3.5), false));
    CHECK(has_pattern_at(patterns, image(3.5, symbol.size - 3.5), false));
}

TEST_CASE("no finder patterns are found in pictures of one pixel, one row or nothing", "[scan]") {
    const std::vector<std::uint8_t> row(300, 0);
    CHECK(find_patterns({row.data(), 1, 1, 1}, 1, 9).empty());
    CHECK(find_patterns({row.data(), 300, 1, 300}, 1, 9).empty());
    CHECK(find_patterns({row.data(), 1, 300, 1}, 2, 9).empty());
    CHECK(find_patterns({nullptr, 0, 0, 0}, 1, 9).empty());
}
