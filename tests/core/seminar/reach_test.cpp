#include "core/seminar/reach.hpp"

#include "tests/support/catch.hpp"

using namespace entre;

TEST_CASE("a screen that ends within reach is reached all over", "[seminar]") {
    CHECK(mounting(80, 42, false).reach == Reach::everything);
    CHECK(mounting(69, 53, true).reach == Reach::everything);
    CHECK(mounting(0, 53, true).reach == Reach::unknown);
}

TEST_CASE("a tall screen may end higher, because visitors' screens can be kept low on it", "[seminar]") {
    CHECK(mounting(70, 53, true).reach == Reach::lower_part);
    CHECK(mounting(90, 53, true).reach == Reach::lower_part);
    CHECK(mounting(91, 53, true).reach == Reach::too_high);
    CHECK(mounting(90, 53, false).reach == Reach::too_high);
}

TEST_CASE("a screen that is too high is to be lowered by whole centimetres until all is reached", "[seminar]") {
    const auto tall = mounting(110, 53, true), wide = mounting(100, 26.8, false);
    CHECK(tall.lower_by_cm == 20);
    CHECK(mounting(110 - tall.lower_by_cm, 53, true).reach == Reach::lower_part);
    CHECK(wide.lower_by_cm == 5);
    CHECK(mounting(100 - wide.lower_by_cm, 26.8, false).reach == Reach::everything);
}
