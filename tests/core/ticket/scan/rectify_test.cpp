#include "core/ticket/scan/rectify.hpp"

#include "tests/core/ticket/scan/scan_lab.hpp"
#include "tests/support/catch.hpp"

using namespace entre;
using namespace entre::test;

namespace {

constexpr const char* ticket = "https://tix.example.org/c/oevviiiimo7yau4hjmotnm";

Trio trio_on(const Projection& plane, int size, bool is_inverted = false) {
    const auto square = [&](double u, double v) {
        const auto s = square_at(plane, u, v);
        return FinderSquare{s.middle, std::hypot(s.across.x, s.across.y), std::hypot(s.down.x, s.down.y), 9, is_inverted};
    };
    return {square(3.5, 3.5), square(size - 3.5, 3.5), square(3.5, size - 3.5), 0};
}

Rectified read(const Drawing& picture, const Trio& trio, double budget_us = 50'000) {
    Levels levels;
    levels.show(picture.view());
    Meter meter(budget_us);
    return read_trio(levels, trio, meter, budget_us);
}

}  // namespace

TEST_CASE("a code is read from its three squares, and its corners are told", "[scan]") {
    const auto symbol = qr_symbol(ticket);
    const auto plane = spanned(symbol.size, {{{150, 90}, {480, 140}, {450, 380}, {110, 420}}});
    const auto read_back = read(drawn(symbol, plane), trio_on(plane, symbol.size));
    REQUIRE(read_back.code);
    CHECK(read_back.code->text == ticket);
    CHECK(distance(read_back.code->corners[2], {450, 380}) < 4);
    REQUIRE(read_back.sight);
    CHECK(read_back.sight->module_px == Approx(10).margin(2));
    CHECK(read_back.sight->glare == 0);
    CHECK(read_back.sight->contrast > 150);
}

TEST_CASE("blur, spots and dark mode do not hinder it", "[scan]") {
    const auto symbol = qr_symbol(ticket);
    const auto plane = lying_flat(symbol.size, 320, 240, 6, 0.2);
    const auto trio = trio_on(plane, symbol.size);
    const auto clean = drawn(symbol, plane);
    CHECK(read(smeared(clean, 3, 3), trio).code);
    CHECK(read(smeared(clean, 5, 1), trio).code);
    const auto spot = plane(symbol.size * 0.7, symbol.size * 0.6);
    CHECK(read(spotted(clean, static_cast<int>(spot.x), static_cast<int>(spot.y), 20, 255), trio).code);
    CHECK(read(drawn(symbol, plane, 640, 480, {30, 225}), trio_on(plane, symbol.size, true)).code);
}

TEST_CASE("a code under a lamp is seen though not read, and its glare is told", "[scan]") {
    const auto symbol = qr_symbol(ticket);
    const auto plane = lying_flat(symbol.size, 320, 240, 8);
    const auto spot = plane(symbol.size * 0.65, symbol.size * 0.65);
    const auto read_back = read(spotted(drawn(symbol, plane), static_cast<int>(spot.x), static_cast<int>(spot.y), 80, 255),
                                trio_on(plane, symbol.size));
    CHECK_FALSE(read_back.code);
    REQUIRE(read_back.sight);
    CHECK(read_back.sight->glare > 0.1);
}

TEST_CASE("nothing is tried beyond what the meter allows", "[scan]") {
    const auto symbol = qr_symbol(ticket);
    const auto plane = lying_flat(symbol.size, 320, 240, 6);
    CHECK_FALSE(read(drawn(symbol, plane), trio_on(plane, symbol.size), 1).sight);
}

TEST_CASE("three places without squares are no code", "[scan]") {
    const auto plane = lying_flat(21, 320, 240, 6);
    const auto nothing = read(grain(640, 480, 8), trio_on(plane, 21));
    CHECK_FALSE(nothing.code);
    CHECK_FALSE(read({64, 64, std::vector<std::uint8_t>(4096, 90)}, trio_on(plane, 21)).sight);
}
