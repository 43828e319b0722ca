#include "core/qr/scan_advisor.hpp"

#include <limits>

#include "tests/support/catch.hpp"

using namespace entre;
using namespace std::chrono_literals;

namespace {

Detection in_the_middle(double side_px = 200) {
    const double l = 640 - side_px / 2, r = 640 + side_px / 2, t = 360 - side_px / 2, b = 360 + side_px / 2;
    Detection detection;
    detection.corners = {{{l, t}, {r, t}, {r, b}, {l, b}}};
    detection.module_px = 6;
    detection.contrast = 120;
    return detection;
}

ScanAdvice advice_about(const Detection& detection) { return advice_for(detection, 1280, 720); }

}  // namespace

TEST_CASE("advice addresses a code's worst problem", "[scan]") {
    auto lit = in_the_middle();
    lit.glare = 0.2;
    CHECK(advice_about(lit) == ScanAdvice::away_from_light);
    auto dim = in_the_middle();
    dim.contrast = 12;
    CHECK(advice_about(dim) == ScanAdvice::brighter);
    auto far = in_the_middle(60);
    far.module_px = 1.8;
    CHECK(advice_about(far) == ScanAdvice::closer);
    auto blurred = in_the_middle();
    blurred.blur = 0.9;
    CHECK(advice_about(blurred) == ScanAdvice::hold_still);
    auto near = in_the_middle(500);
    near.blur = 0.9;
    CHECK(advice_about(near) == ScanAdvice::further);
    CHECK(advice_about(in_the_middle(900)) == ScanAdvice::further);  // does not fit into the picture
    CHECK(advice_about(in_the_middle()) == ScanAdvice::closer);
}

TEST_CASE("a code is near in the middle of the picture and not in its corners", "[scan]") {
    CHECK(nearness_of(in_the_middle(), 1280, 720) == 1);
    auto corner = in_the_middle(2);
    for (auto& point : corner.corners) point = {point.x + 640, point.y + 360};
    CHECK(nearness_of(corner, 1280, 720) < 0.01);
    auto outside = in_the_middle();
    for (auto& point : outside.corners) point.x += 5000;
    CHECK(nearness_of(outside, 1280, 720) == 0);
    outside.corners[0].x = std::numeric_limits<double>::infinity();  // on the homography's horizon
    CHECK(nearness_of(outside, 1280, 720) == 0);
}

TEST_CASE("advice begins after a second and a half and ends when the code is read or gone", "[scan]") {
    auto detection = in_the_middle();
    detection.glare = 0.3;
    const auto start = Clock::time_point{} + 1h;
    const auto take = [&](ScanAdvisor& advisor, std::optional<Detection> unread, bool has_read, std::chrono::milliseconds at) {
        return advisor.take(unread, has_read, 1280, 720, start + at);
    };
    ScanAdvisor advisor;
    CHECK(take(advisor, detection, false, 0ms) == ScanAdvice::none);
    CHECK(take(advisor, detection, false, 400ms) == ScanAdvice::none);
    CHECK(take(advisor, std::nullopt, false, 800ms) == ScanAdvice::none);  // a pass that did not see it
    CHECK(take(advisor, detection, false, 880ms) == ScanAdvice::none);
    CHECK(take(advisor, detection, false, 1300ms) == ScanAdvice::none);
    CHECK(take(advisor, detection, false, 1500ms) == ScanAdvice::away_from_light);
    CHECK(take(advisor, std::nullopt, false, 1600ms) == ScanAdvice::away_from_light);
    CHECK(take(advisor, std::nullopt, true, 1700ms) == ScanAdvice::none);
    CHECK(take(advisor, detection, false, 1800ms) == ScanAdvice::none);
    CHECK(take(advisor, detection, false, 2300ms) == ScanAdvice::none);
    CHECK(take(advisor, detection, false, 2900ms) == ScanAdvice::none);  // not seen for more than half a second
    CHECK(take(advisor, detection, false, 3300ms) == ScanAdvice::none);
    CHECK(take(advisor, detection, false, 4000ms) == ScanAdvice::none);
}

TEST_CASE("a code at the edge of the picture brings no advice", "[scan]") {
    auto detection = in_the_middle();
    detection.glare = 0.3;
    for (auto& corner : detection.corners) corner.x += 500;
    ScanAdvisor advisor;
    for (int i = 0; i < 30; ++i)
        CHECK(advisor.take(detection, false, 1280, 720, Clock::time_point{} + i * 100ms) == ScanAdvice::none);
}
