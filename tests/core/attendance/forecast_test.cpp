#include "core/attendance/forecast.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include "tests/support/catch.hpp"

using namespace entre;

namespace {

/// Arrival times of `people`, evenly distributed between two minutes.
std::vector<double> evenly(std::size_t people, double from, double to) {
    std::vector<double> minutes;
    for (std::size_t i = 0; i < people; ++i)
        minutes.push_back(from + (to - from) * static_cast<double>(i) / static_cast<double>(people));
    return minutes;
}

MorningSoFar morning(std::size_t expected, std::vector<double> minutes, double now) {
    const auto come = minutes.size();
    return {expected, std::move(minutes), come, 0, now};
}

std::size_t width(const Forecast& f) { return f.high - f.low; }

struct Held {
    int held = 0, below = 0, above = 0;
};

/// 300 mornings of 150 people in groups of one to four, and where the number at the start is relative to the range at `now`.
Held simulate(double now) {
    std::mt19937 random(7);  // its sequence is the same everywhere, unlike that of the standard distributions
    const auto uniform = [&] { return (static_cast<double>(random()) + 0.5) / 4294967296.0; };
    Held out;
    for (int i = 0; i < 300; ++i) {
        std::vector<double> minutes;
        std::size_t come = 0;
        const double share = 0.75 + 0.2 * uniform(), middle = -20 + 10 * uniform();
        for (std::size_t people = 0; people < 150;) {
            const std::size_t group = 1 + static_cast<std::size_t>(4 * uniform());
            people += group;
            if (uniform() > share) continue;
            const double chance = uniform(), at = middle + 7 * std::log(chance / (1 - chance));
            if (at < 0) come += group;
            if (at < now) minutes.insert(minutes.end(), group, at);
        }
        std::sort(minutes.begin(), minutes.end());
        const auto f = forecast_at_start(morning(150, minutes, now));
        REQUIRE(f);
        out.held += f->low <= come && come <= f->high ? 1 : 0;
        out.below += come < f->low ? 1 : 0;
        out.above += come > f->high ? 1 : 0;
    }
    return out;
}

}  // namespace

TEST_CASE("a range contains its likely value and is never below the number inside nor above the number expected", "[forecast]") {
    for (const double now : {-60.0, -30.0, -15.0, -5.0, -1.0})
        for (const std::size_t come : {0U, 20U, 90U, 180U}) {
            const auto f = forecast_at_start(morning(180, evenly(come, -80, now), now));
            REQUIRE(f);
            CHECK(f->low <= f->likely);
            CHECK(f->likely <= f->high);
            CHECK(f->low + 1 >= come);
            CHECK(f->high <= 180 + 12);
        }
}

TEST_CASE("the range narrows towards the start", "[forecast]") {
    const auto at_first = forecast_at_start(morning(180, {}, -60));
    const auto later = forecast_at_start(morning(180, evenly(90, -25, -10), -10));
    const auto last = forecast_at_start(morning(180, evenly(140, -25, -1), -1));
    REQUIRE((at_first && later && last));
    CHECK(width(*at_first) > width(*later));
    CHECK(width(*later) > width(*last));
}

TEST_CASE("more arrivals so far mean more at the start", "[forecast]") {
    const auto few = forecast_at_start(morning(180, evenly(30, -25, -10), -10));
    const auto many = forecast_at_start(morning(180, evenly(120, -25, -10), -10));
    REQUIRE((few && many));
    CHECK(few->likely < many->likely);
}

TEST_CASE("earlier seminars with full attendance raise the range before the first arrival", "[forecast]") {
    const std::vector<ArrivalCurve> full(3, ArrivalCurve{200, evenly(198, -25, -3)});
    const std::vector<ArrivalCurve> empty(3, ArrivalCurve{200, evenly(80, -25, -3)});
    const auto none = morning(180, {}, -40);
    CHECK(forecast_at_start(none, full)->likely > forecast_at_start(none)->likely);
    CHECK(forecast_at_start(none, empty)->likely < forecast_at_start(none)->likely);
}

TEST_CASE("an earlier seminar without people has no influence", "[forecast]") {
    const std::vector<ArrivalCurve> nothing = {{0, {}}, {100, {}}};
    const auto none = morning(180, {}, -40);
    CHECK(forecast_at_start(none, nothing) == forecast_at_start(none));
}

TEST_CASE("walk-ins so far predict more walk-ins", "[forecast]") {
    auto with = morning(100, evenly(50, -25, -10), -10);
    const auto without = forecast_at_start(with);
    with.walk_ins = 20;
    CHECK(forecast_at_start(with)->likely > without->likely);
}

TEST_CASE("there is no forecast after the start or hours before it", "[forecast]") {
    CHECK_FALSE(forecast_at_start(morning(180, {}, 0)));
    CHECK_FALSE(forecast_at_start(morning(180, evenly(100, -20, 0), 5)));
    CHECK_FALSE(forecast_at_start(morning(180, {}, -121)));
    CHECK(forecast_at_start(morning(180, {}, -119)));
}

TEST_CASE("a seminar that expects nobody still has a forecast", "[forecast]") {
    const auto f = forecast_at_start(morning(0, {}, -10));
    REQUIRE(f);
    CHECK(f->low == 0);
    CHECK(f->high <= 1);
}

TEST_CASE("the range holds the truth in about eight of ten simulated mornings of people who come in groups", "[forecast]") {
    // A quarter of an hour before the start it is unknown how many come at all; at the end only that they come in groups.
    const auto early = simulate(-15), late = simulate(-5);
    INFO(early.held << " held, below " << early.below << ", above " << early.above);
    CHECK(early.held >= 300 * 72 / 100);
    CHECK(early.held <= 300 * 94 / 100);
    INFO(late.held << " held, below " << late.below << ", above " << late.above);
    CHECK(late.held >= 300 * 80 / 100);
    CHECK(late.held <= 300 * 89 / 100);
}

TEST_CASE("the chance of those still absent counts that they have not come yet", "[forecast]") {
    const auto f = forecast_at_start(morning(100, evenly(80, -30, -15), -15));
    REQUIRE(f);
    CHECK(f->likely >= 86);
    CHECK(f->likely <= 92);
}
