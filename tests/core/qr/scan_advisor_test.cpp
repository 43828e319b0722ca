#include "core/qr/scan_advisor.hpp"

#include "tests/support/catch.hpp"

using namespace entre;
using namespace std::chrono_literals;

namespace {

Sight in_the_middle(double side_px = 200) {
    const double l = 640 - side_px / 2, r = 640 + side_px / 2, t = 360 - side_px / 2, b = 360 + side_px / 2;
    Sight sight;
    sight.corners = {{{l, t}, {r, t}, {r, b}, {l, b}}};
    sight.module_px = 6;
    sight.contrast = 120;
    return sight;
}

ScanAdvice told_about(const Sight& sight) { return advice_for(sight, 1280, 720); }

}  // namespace

TEST_CASE("advice follows what a code suffers from most", "[scan]") {
    auto lit = in_the_middle();
    lit.glare = 0.2;
    CHECK(told_about(lit) == ScanAdvice::away_from_light);
    auto dim = in_the_middle();
    dim.contrast = 12;
    CHECK(told_about(dim) == ScanAdvice::brighter);
    auto far = in_the_middle(60);
    far.module_px = 1.8;
    CHECK(told_about(far) == ScanAdvice::closer);
    auto blurred = in_the_middle();
    blurred.blur = 0.9;
    CHECK(told_about(blurred) == ScanAdvice::hold_still);
    auto near = in_the_middle(500);
    near.blur = 0.9;
    CHECK(told_about(near) == ScanAdvice::further);
    CHECK(told_about(in_the_middle(900)) == ScanAdvice::further);  // it does not fit in
    CHECK(told_about(in_the_middle()) == ScanAdvice::closer);
}

TEST_CASE("advice waits for a second and a half and ends when the code is read or gone", "[scan]") {
    auto sight = in_the_middle();
    sight.glare = 0.3;
    const auto start = Clock::time_point{} + 1h;
    const auto take = [&](Adviser& adviser, std::optional<Sight> unread, bool has_read, std::chrono::milliseconds at) {
        return adviser.take(unread, has_read, 1280, 720, start + at);
    };
    Adviser adviser;
    CHECK(take(adviser, sight, false, 0ms) == ScanAdvice::none);
    CHECK(take(adviser, sight, false, 400ms) == ScanAdvice::none);
    CHECK(take(adviser, std::nullopt, false, 800ms) == ScanAdvice::none);  // another pass, which did not see it
    CHECK(take(adviser, sight, false, 880ms) == ScanAdvice::none);
    CHECK(take(adviser, sight, false, 1300ms) == ScanAdvice::none);
    CHECK(take(adviser, sight, false, 1500ms) == ScanAdvice::away_from_light);
    CHECK(take(adviser, std::nullopt, false, 1600ms) == ScanAdvice::away_from_light);
    CHECK(take(adviser, std::nullopt, true, 1700ms) == ScanAdvice::none);
    CHECK(take(adviser, sight, false, 1800ms) == ScanAdvice::none);
    CHECK(take(adviser, sight, false, 2300ms) == ScanAdvice::none);
    CHECK(take(adviser, sight, false, 2900ms) == ScanAdvice::none);  // it was away for more than half a second
    CHECK(take(adviser, sight, false, 3300ms) == ScanAdvice::none);
    CHECK(take(adviser, sight, false, 4000ms) == ScanAdvice::none);
}

TEST_CASE("a code at the edge of the picture is nobody's who asks for advice", "[scan]") {
    auto sight = in_the_middle();
    sight.glare = 0.3;
    for (auto& corner : sight.corners) corner.x += 500;
    Adviser adviser;
    for (int i = 0; i < 30; ++i)
        CHECK(adviser.take(sight, false, 1280, 720, Clock::time_point{} + i * 100ms) == ScanAdvice::none);
}
