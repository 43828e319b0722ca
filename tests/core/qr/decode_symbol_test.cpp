#include "core/qr/decode_symbol.hpp"

#include "tests/core/qr/qr_fixture.hpp"
#include "tests/support/catch.hpp"

using namespace entre;
using namespace entre::test;

namespace {

constexpr const char* ticket = "https://tix.example.org/c/oevviiiimo7yau4hjmotnm";

FinderTriple triple_on(const Homography& image, int size, bool is_inverted = false) {
    const auto pattern = [&](double u, double v) {
        const auto s = pattern_at(image, u, v);
        return FinderPattern{s.middle, std::hypot(s.across.x, s.across.y), std::hypot(s.down.x, s.down.y), 9, is_inverted};
    };
    return {pattern(3.5, 3.5), pattern(size - 3.5, 3.5), pattern(3.5, size - 3.5), 0};
}

CodesSeen read(const Drawing& picture, const std::vector<FinderTriple>& triples, double budget_us = 50'000) {
    ImagePyramid levels;
    levels.show(picture.view());
    WorkBudget budget(budget_us);
    return decode_triples(levels, triples, budget, budget_us);
}

CodesSeen read(const Drawing& picture, const FinderTriple& triple, double budget_us = 50'000) {
    return read(picture, std::vector{triple}, budget_us);
}

}  // namespace

TEST_CASE("a code is read from its three finder patterns, with its corners", "[scan]") {
    const auto symbol = qr_symbol(ticket);
    const auto image = spanned(symbol.size, {{{150, 90}, {480, 140}, {450, 380}, {110, 420}}});
    const auto read_back = read(drawn(symbol, image), triple_on(image, symbol.size));
    REQUIRE(read_back.codes.size() == 1);
    CHECK(read_back.codes[0].text == ticket);
    CHECK(distance(read_back.codes[0].corners[2], {450, 380}) < 4);
    CHECK(read_back.unread.empty());
}

TEST_CASE("wrongly assigned triples of the same patterns neither prevent reading nor report the code twice", "[scan]") {
    const auto symbol = qr_symbol(ticket);
    const auto image = spanned(symbol.size, {{{220, 90}, {330, 120}, {420, 330}, {200, 300}}});
    const auto right = triple_on(image, symbol.size);
    const FinderTriple turned{right.right, right.below, right.corner, 0}, twisted{right.below, right.corner, right.right, 0};
    // The budget covers the cheap attempts for all triples, but not the expensive ones for the first.
    const auto seen = read(drawn(symbol, image), {turned, twisted, right, right}, 4'000);
    REQUIRE(seen.codes.size() == 1);
    CHECK(seen.codes[0].text == ticket);
    CHECK(seen.unread.empty());
}

TEST_CASE("blur, spots and dark mode do not prevent reading", "[scan]") {
    const auto symbol = qr_symbol(ticket);
    const auto image = lying_flat(symbol.size, 320, 240, 6, 0.2);
    const auto triple = triple_on(image, symbol.size);
    const auto clean = drawn(symbol, image);
    CHECK(read(smeared(clean, 3, 3), triple).codes.size() == 1);
    CHECK(read(smeared(clean, 5, 1), triple).codes.size() == 1);
    const auto spot = image(symbol.size * 0.7, symbol.size * 0.6);
    CHECK(read(spotted(clean, static_cast<int>(spot.x), static_cast<int>(spot.y), 20, 255), triple).codes.size() == 1);
    CHECK(read(drawn(symbol, image, 640, 480, {30, 225}), triple_on(image, symbol.size, true)).codes.size() == 1);
}

TEST_CASE("a code under a lamp is detected though not read, and its glare is measured", "[scan]") {
    const auto symbol = qr_symbol(ticket);
    const auto image = lying_flat(symbol.size, 320, 240, 8);
    const auto spot = image(symbol.size * 0.65, symbol.size * 0.65);
    const auto read_back = read(spotted(drawn(symbol, image), static_cast<int>(spot.x), static_cast<int>(spot.y), 80, 255),
                                triple_on(image, symbol.size));
    CHECK(read_back.codes.empty());
    REQUIRE(read_back.unread.size() == 1);
    CHECK(read_back.unread[0].glare > 0.1);
    CHECK(read_back.unread[0].module_px == Approx(8).margin(1));
    CHECK(read_back.unread[0].contrast > 150);
}

TEST_CASE("nothing is tried beyond the work budget", "[scan]") {
    const auto symbol = qr_symbol(ticket);
    const auto image = lying_flat(symbol.size, 320, 240, 6);
    const auto seen = read(drawn(symbol, image), triple_on(image, symbol.size), 1);
    CHECK(seen.codes.empty());
    CHECK(seen.unread.empty());
}

TEST_CASE("three points without finder patterns are not taken for a code", "[scan]") {
    const auto image = lying_flat(21, 320, 240, 6);
    const auto nothing = read(grain(640, 480, 8), triple_on(image, 21));
    CHECK(nothing.codes.empty());
    CHECK(read({64, 64, std::vector<std::uint8_t>(4096, 90)}, triple_on(image, 21)).unread.empty());
}
