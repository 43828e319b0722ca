#include "core/qr/homography.hpp"

#include "tests/core/qr/qr_fixture.hpp"
#include "tests/support/catch.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("four corners define the homography through them", "[scan]") {
    const std::array<PicturePoint, 4> corners{{{100, 80}, {400, 120}, {380, 300}, {60, 330}}};
    const auto homography = spanned(25, corners);
    CHECK(distance(homography(0, 0), corners[0]) < 1e-6);
    CHECK(distance(homography(25, 0), corners[1]) < 1e-6);
    CHECK(distance(homography(25, 25), corners[2]) < 1e-6);
    CHECK(distance(homography(0, 25), corners[3]) < 1e-6);
}

TEST_CASE("surplus point pairs are averaged by weight", "[scan]") {
    const auto homography = spanned(25, {{{100, 80}, {400, 120}, {380, 300}, {60, 330}}});
    std::vector<PointPair> point_pairs;
    for (const double u : {0.0, 7.0, 18.0, 25.0})
        for (const double v : {0.0, 7.0, 18.0, 25.0}) point_pairs.push_back({{u, v}, homography(u, v), 1});
    point_pairs.push_back({{12, 12}, {0, 0}, 0.000001});
    const auto fitted = fit_homography(point_pairs);
    REQUIRE(fitted);
    CHECK(distance((*fitted)(20, 5), homography(20, 5)) < 0.05);
}

TEST_CASE("too few, collinear or folded points have no homography", "[scan]") {
    std::vector<PointPair> point_pairs{{{0, 0}, {0, 0}, 1}, {{1, 0}, {1, 0}, 1}, {{0, 1}, {0, 1}, 1}};
    CHECK_FALSE(fit_homography(point_pairs));
    CHECK_FALSE(fit_homography({}));
    std::vector<PointPair> line;
    for (int i = 0; i < 6; ++i) line.push_back({{1.0 * i, 2.0 * i}, {3.0 * i, 1.0 * i}, 1});
    CHECK_FALSE(fit_homography(line));
    const std::vector<PointPair> folded{{{0, 0}, {0, 0}, 1}, {{1, 0}, {10, 0}, 1}, {{1, 1}, {2, 2}, 1}, {{0, 1}, {0, 10}, 1}};
    CHECK_FALSE(fit_homography(folded));
}
