#include "core/qr/measure_pattern.hpp"

#include "tests/core/qr/qr_fixture.hpp"
#include "tests/support/catch.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("a finder pattern is measured to a fraction of a pixel from a rough guess", "[scan]") {
    const auto symbol = qr_symbol("KOD1");
    const auto image = spanned(21, {{{180, 120}, {420, 160}, {390, 330}, {150, 300}}});
    for (const bool is_inverted : {false, true}) {
        CAPTURE(is_inverted);
        const auto picture = drawn(symbol, image, 640, 480, is_inverted ? Paint{30, 225} : Paint{});
        const auto exact = pattern_at(image, 3.5, 3.5);
        auto guess = exact;
        guess.middle = {guess.middle.x + 3, guess.middle.y - 2};
        guess.across = {guess.across.x * 1.2, guess.across.y * 0.8};
        guess.down = {guess.down.x * 0.8, guess.down.y * 0.85};
        const auto pattern = measure_pattern(Sampler(picture.view(), 0), guess, is_inverted);
        REQUIRE(pattern);
        CHECK(distance(pattern->middle, exact.middle) < 0.3);
        CHECK(distance(pattern->across, exact.across) < 0.4);
        CHECK(distance(pattern->down, exact.down) < 0.4);
        CHECK(pattern->off_modules < 0.2);
        CHECK((pattern->contrast < 0) == is_inverted);
    }
}

TEST_CASE("a bright line across a finder pattern does not change its contrast or its lightest level", "[scan]") {
    const auto image = lying_flat(21, 320, 240, 10);
    auto picture = drawn(qr_symbol("KOD1"), image, 640, 480, {60, 20});
    const auto exact = pattern_at(image, 3.5, 3.5);
    for (int y = 0; y < picture.height; ++y)
        for (int x = 0; x < 8; ++x) picture.at(static_cast<int>(exact.middle.x) + 16 + x, y) = 255;
    const auto pattern = measure_pattern(Sampler(picture.view(), 0), exact, false);
    REQUIRE(pattern);
    CHECK(pattern->contrast == Approx(40).margin(3));
    CHECK(pattern->brightest == Approx(60).margin(3));
}

TEST_CASE("nothing is measured where there is no finder pattern", "[scan]") {
    const Drawing flat{200, 200, std::vector<std::uint8_t>(40000, 128)};
    MeasuredPattern guess;
    guess.middle = {100, 100};
    guess.across = {6, 0};
    guess.down = {0, 6};
    CHECK_FALSE(measure_pattern(Sampler(flat.view(), 0), guess, false));
}

TEST_CASE("a sampler interpolates between pixels and repeats the border outside", "[scan]") {
    const Drawing two{2, 1, {0, 200}};
    const Sampler sampler(two.view(), 0);
    CHECK(sampler.at({0.5, 0}) == Approx(100));
    CHECK(sampler.at({-9, 5}) == 0);
    CHECK(sampler.at({1e30, 0}) == 200);
    CHECK(sampler.at({std::nan(""), std::nan("")}) == 0);
    CHECK(sampler.limited(60).at({0.5, 0}) == 60);
    CHECK(sampler.limited(60).at({0.1, 0}) == Approx(20));
    const Sampler halved(two.view(), 1);  // as level 1 of a picture four pixels wide
    CHECK(halved.at({0.5, 0.5}) == 0);
    CHECK(halved.at({2.5, 0.5}) == 200);
}
