#include "core/qr/finder_triple.hpp"

#include "tests/core/qr/qr_fixture.hpp"
#include "tests/support/catch.hpp"

using namespace entre;
using namespace entre::test;

namespace {

FinderSquare square(double x, double y, double module_px = 5, bool is_inverted = false) {
    return {{x, y}, module_px, module_px, 9, is_inverted};
}

}  // namespace

TEST_CASE("of three squares the one at the right angle is the corner, and right comes before below", "[scan]") {
    const std::vector<FinderSquare> squares{square(100, 200), square(200, 100), square(100, 100)};
    const auto trios = find_trios(squares, 8);
    REQUIRE_FALSE(trios.empty());
    CHECK(trios[0].corner.middle.x == 100);
    CHECK(trios[0].corner.middle.y == 100);
    CHECK(trios[0].right.middle.x == 200);
    CHECK(trios[0].below.middle.y == 200);
    CHECK(trios[0].oddness < 0.5);
}

TEST_CASE("the three of one code come before mixtures with another", "[scan]") {
    const std::vector<FinderSquare> squares{square(100, 100),    square(200, 100),    square(100, 200),
                                            square(500, 300, 6), square(620, 300, 6), square(500, 420, 6)};
    const auto trios = find_trios(squares, 2);
    REQUIRE(trios.size() == 2);
    for (const auto& trio : trios) CHECK(distance(trio.corner.middle, trio.right.middle) < 130);
}

TEST_CASE("squares of other colours, sizes and distances, or in a line, are no three", "[scan]") {
    CHECK(find_trios(std::vector{square(100, 100), square(200, 100), square(100, 200, 5, true)}, 8).empty());
    CHECK(find_trios(std::vector{square(100, 100), square(200, 100), square(100, 200, 13)}, 8).empty());
    CHECK(find_trios(std::vector{square(100, 100), square(200, 100), square(300, 104)}, 8).empty());
    CHECK(find_trios(std::vector{square(100, 100), square(120, 100), square(100, 120)}, 8).empty());
    CHECK(find_trios(std::vector{square(100, 100), square(100, 100), square(100, 100)}, 8).empty());
    CHECK(find_trios({}, 8).empty());
}
