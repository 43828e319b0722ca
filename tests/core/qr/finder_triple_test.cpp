#include "core/qr/finder_triple.hpp"

#include "tests/core/qr/qr_fixture.hpp"
#include "tests/support/catch.hpp"

using namespace entre;
using namespace entre::test;

namespace {

FinderPattern pattern(double x, double y, double module_px = 5, bool is_inverted = false) {
    return {{x, y}, module_px, module_px, 9, is_inverted};
}

}  // namespace

TEST_CASE("of three finder patterns the one at the right angle is the corner, and right and below are told apart", "[scan]") {
    const std::vector<FinderPattern> patterns{pattern(100, 200), pattern(200, 100), pattern(100, 100)};
    const auto triples = find_triples(patterns, 8);
    REQUIRE_FALSE(triples.empty());
    CHECK(triples[0].corner.middle.x == 100);
    CHECK(triples[0].corner.middle.y == 100);
    CHECK(triples[0].right.middle.x == 200);
    CHECK(triples[0].below.middle.y == 200);
    CHECK(triples[0].distortion < 0.5);
}

TEST_CASE("triples of one code rank before triples mixed from two codes", "[scan]") {
    const std::vector<FinderPattern> patterns{pattern(100, 100),    pattern(200, 100),    pattern(100, 200),
                                              pattern(500, 300, 6), pattern(620, 300, 6), pattern(500, 420, 6)};
    const auto triples = find_triples(patterns, 2);
    REQUIRE(triples.size() == 2);
    for (const auto& triple : triples) CHECK(distance(triple.corner.middle, triple.right.middle) < 130);
}

TEST_CASE("patterns that differ in polarity, size or distance, or are collinear, form no triple", "[scan]") {
    CHECK(find_triples(std::vector{pattern(100, 100), pattern(200, 100), pattern(100, 200, 5, true)}, 8).empty());
    CHECK(find_triples(std::vector{pattern(100, 100), pattern(200, 100), pattern(100, 200, 13)}, 8).empty());
    CHECK(find_triples(std::vector{pattern(100, 100), pattern(200, 100), pattern(300, 104)}, 8).empty());
    CHECK(find_triples(std::vector{pattern(100, 100), pattern(120, 100), pattern(100, 120)}, 8).empty());
    CHECK(find_triples(std::vector{pattern(100, 100), pattern(100, 100), pattern(100, 100)}, 8).empty());
    CHECK(find_triples({}, 8).empty());
}
