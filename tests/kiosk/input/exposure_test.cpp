#include "kiosk/input/exposure.hpp"

#include <algorithm>
#include <vector>

#include "tests/support/catch.hpp"

using namespace entre;
using namespace std::chrono_literals;

namespace {

/// Simulates a dark hall with a lamp that is always white, and optionally a phone that is white until the picture is dark enough.
class Hall {
public:
    double lamp = 0.02;
    double telephone = 0;   // share of the picture
    int readable_from = 2;  // stops
    bool is_code = true;

    /// Simulates pictures for `time`; `stops` is the last requested exposure, `darkest` the darkest.
    void pass(Clock::duration time) {
        for (const auto until = now_ + time; now_ < until; now_ += 66ms) {
            const bool is_white = stops < readable_from;
            const bool has_read = telephone > 0 && !is_white && is_code;
            has_ever_read = has_ever_read || has_read;
            stops = plan_.next(lamp + (is_white ? telephone : 0), has_read, now_);
            darkest = std::max(darkest, stops);
        }
    }
    int stops = 0, darkest = 0;
    bool has_ever_read = false;

private:
    ExposurePlan plan_;
    Clock::time_point now_ = Clock::time_point{} + 1h;
};

}  // namespace

TEST_CASE("a permanent lamp does not change the exposure", "[camera]") {
    Hall hall;
    hall.pass(30s);
    CHECK(hall.darkest == 0);
}

TEST_CASE("an overexposed screen is darkened until it can be read, and then automatic exposure returns", "[camera]") {
    Hall hall;
    hall.pass(3s);
    hall.telephone = 0.06;
    hall.pass(2s);
    CHECK(hall.has_ever_read);
    CHECK(hall.stops == 2);
    CHECK(hall.darkest == 2);
    hall.telephone = 0;
    hall.pass(4s);
    CHECK(hall.stops == 0);
    // The next phone is handled as well.
    hall.has_ever_read = false;
    hall.telephone = 0.06;
    hall.pass(2s);
    CHECK(hall.has_ever_read);
}

TEST_CASE("a white area that never becomes a code is ignored after a while", "[camera]") {
    Hall hall;
    hall.pass(3s);
    hall.telephone = 0.1;  // a person in a white shirt, who stays
    hall.is_code = false;
    hall.readable_from = max_stops + 1;
    hall.pass(2s);
    CHECK(hall.darkest == max_stops);
    hall.pass(10s);
    hall.darkest = 0;
    hall.pass(60s);
    CHECK(hall.darkest == 0);
}

TEST_CASE("focus tries near distances while a code is blurred", "[camera]") {
    FocusPlan plan;
    auto now = Clock::time_point{} + 1h;
    CHECK_FALSE(plan.next(ScanAdvice::none, now));
    CHECK_FALSE(plan.next(ScanAdvice::further, now));
    std::vector<double> tried;
    for (int i = 0; i < 60; ++i) {
        now += 66ms;
        const auto nearness = plan.next(ScanAdvice::further, now);
        if (nearness && (tried.empty() || tried.back() != *nearness)) tried.push_back(*nearness);
    }
    CHECK(tried.size() >= 5);
    CHECK(std::all_of(tried.begin(), tried.end(), [](double nearness) { return nearness > 0 && nearness < 1; }));
    CHECK_FALSE(plan.next(ScanAdvice::closer, now));
    CHECK_FALSE(plan.next(ScanAdvice::further, now + 66ms));
}

TEST_CASE("the overexposed share of a picture is measured", "[camera]") {
    std::vector<std::uint8_t> grey(640 * 480, 60);
    const GreyView view{grey.data(), 640, 480, 640};
    CHECK(blown_out_part(view) == 0);
    std::fill(grey.begin(), grey.begin() + 640 * 120, std::uint8_t{255});
    CHECK(blown_out_part(view) == Approx(0.25).margin(0.01));
    CHECK(blown_out_part({}) == 0);
}
