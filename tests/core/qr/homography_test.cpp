#include "core/qr/homography.hpp"

#include "tests/core/qr/qr_fixture.hpp"
#include "tests/support/catch.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("four corners make the plane through them", "[scan]") {
    const std::array<PicturePoint, 4> corners{{{100, 80}, {400, 120}, {380, 300}, {60, 330}}};
    const auto plane = spanned(25, corners);
    CHECK(distance(plane(0, 0), corners[0]) < 1e-6);
    CHECK(distance(plane(25, 0), corners[1]) < 1e-6);
    CHECK(distance(plane(25, 25), corners[2]) < 1e-6);
    CHECK(distance(plane(0, 25), corners[3]) < 1e-6);
}

TEST_CASE("more sightings than needed even each other out, by weight", "[scan]") {
    const auto plane = spanned(25, {{{100, 80}, {400, 120}, {380, 300}, {60, 330}}});
    std::vector<Sighting> sightings;
    for (const double u : {0.0, 7.0, 18.0, 25.0})
        for (const double v : {0.0, 7.0, 18.0, 25.0}) sightings.push_back({{u, v}, plane(u, v), 1});
    sightings.push_back({{12, 12}, {0, 0}, 0.000001});
    const auto fitted = fit_projection(sightings);
    REQUIRE(fitted);
    CHECK(distance((*fitted)(20, 5), plane(20, 5)) < 0.05);
}

TEST_CASE("too few points, points in a line and a folded plane have no projection", "[scan]") {
    std::vector<Sighting> sightings{{{0, 0}, {0, 0}, 1}, {{1, 0}, {1, 0}, 1}, {{0, 1}, {0, 1}, 1}};
    CHECK_FALSE(fit_projection(sightings));
    CHECK_FALSE(fit_projection({}));
    std::vector<Sighting> line;
    for (int i = 0; i < 6; ++i) line.push_back({{1.0 * i, 2.0 * i}, {3.0 * i, 1.0 * i}, 1});
    CHECK_FALSE(fit_projection(line));
    const std::vector<Sighting> folded{{{0, 0}, {0, 0}, 1}, {{1, 0}, {10, 0}, 1}, {{1, 1}, {2, 2}, 1}, {{0, 1}, {0, 10}, 1}};
    CHECK_FALSE(fit_projection(folded));
}
