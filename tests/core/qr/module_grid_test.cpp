#include "core/qr/module_grid.hpp"

#include "tests/core/qr/qr_fixture.hpp"
#include "tests/support/catch.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("finder and timing patterns give a code's size, flat and in perspective", "[scan]") {
    for (const std::size_t length : {5U, 30U, 60U, 150U, 300U}) {
        const auto symbol = qr_symbol(std::string(length, 'x'));
        CAPTURE(symbol.size);
        for (const auto& homography : {spanned(symbol.size, {{{120, 60}, {520, 60}, {520, 460}, {120, 460}}}),
                                       spanned(symbol.size, {{{150, 90}, {500, 140}, {470, 400}, {110, 430}}})}) {
            const auto picture = drawn(symbol, homography);
            const auto grids = lay_grids(Sampler(picture.view(), 0), corners_of(homography, symbol.size));
            REQUIRE_FALSE(grids.empty());
            CHECK(grids[0].size == symbol.size);
            CHECK(grids[0].timing > 0.6);
            const double n = symbol.size;
            CHECK(distance(grids[0].at(n, 0), homography(n, 0)) < 2);
        }
    }
}

TEST_CASE("finder patterns too far apart for any code give no grid", "[scan]") {
    const Drawing flat{64, 64, std::vector<std::uint8_t>(4096, 128)};
    auto corners = corners_of(lying_flat(21, 30, 30, 0.02), 21);
    corners.right.middle = {4000, 30};
    CHECK(lay_grids(Sampler(flat.view(), 0), corners).empty());
    corners.corner.across = {0, 0};
    CHECK(lay_grids(Sampler(flat.view(), 0), corners).empty());
}

TEST_CASE("a curved grid interpolates between its knots", "[scan]") {
    Grid grid;
    grid.size = 20;
    grid.knots = 3;
    grid.curve.assign(9, {});
    grid.curve[4] = {2, -1};  // the middle
    CHECK(distance(grid.at(10, 10), {12, 9}) < 0.05);
    CHECK(distance(grid.at(5, 10), {6, 9.5}) < 0.05);
    CHECK(distance(grid.at(0, 0), {0, 0}) < 1e-9);
}

TEST_CASE("three finder patterns give point pairs for their corners and middles", "[scan]") {
    const auto homography = spanned(33, {{{120, 60}, {520, 100}, {500, 440}, {90, 460}}});
    const auto point_pairs = point_pairs_of(corners_of(homography, 33), 33);
    CHECK(point_pairs.size() == 15);
    for (const auto& pair : point_pairs) CHECK(distance(homography(pair.module.x, pair.module.y), pair.pixel) < 1.5);
}
