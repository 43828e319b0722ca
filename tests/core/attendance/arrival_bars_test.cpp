#include "core/attendance/arrival_bars.hpp"

#include <numeric>

#include "tests/core/visit/visit_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

/// `counted` minutes from 08.00 on with one arrival each, and `still` more people forecast before the start an hour later.
LiveView view_of(std::size_t counted, std::size_t still) {
    LiveView view;
    view.curve_begins = std::chrono::floor<std::chrono::hours>(morning());
    view.curve.assign(counted, 1);
    view.at = view.curve_begins + std::chrono::minutes{counted - 1};
    view.inside = counted;
    view.arrivals_a_minute = 1;
    if (still > 0) view.forecast = Forecast{counted, counted + still, counted + 2 * still};
    return view;
}

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

}  // namespace

TEST_CASE("there is one bar per minute while they fit, and every arrival is counted", "[arrival_bars]") {
    const auto view = view_of(20, 0);
    const auto bars = arrival_bars(view, view.curve_begins + 1h, 60);
    CHECK(bars.minutes_each == 1);
    CHECK(bars.past.size() == 20);
    CHECK(bars.ahead.empty());
    CHECK(sum(bars.past) == 20);
}

TEST_CASE("too many minutes are grouped without losing arrivals", "[arrival_bars]") {
    const auto view = view_of(121, 0);
    const auto bars = arrival_bars(view, view.curve_begins, 30);
    CHECK(bars.minutes_each == 5);
    CHECK(bars.past.size() == 25);
    CHECK(sum(bars.past) == 121);
    CHECK(arrival_bars(view, view.curve_begins, 1).past.size() == 1);
    CHECK(sum(arrival_bars(view, view.curve_begins, 1).past) == 121);
}

TEST_CASE("a group begins at a round minute, whenever the first arrival was", "[arrival_bars]") {
    auto view = view_of(60, 0);
    view.curve_begins += 3min;
    view.at += 3min;
    const auto bars = arrival_bars(view, view.curve_begins, 20);
    CHECK(bars.minutes_each == 5);
    CHECK(bars.begins == view.curve_begins - 3min);
    CHECK(bars.past.front() == 2);
    CHECK(sum(bars.past) == 60);
}

TEST_CASE("the bars ahead reach up to the start and add up to the forecast", "[arrival_bars]") {
    const auto view = view_of(30, 24);
    const auto bars = arrival_bars(view, view.curve_begins + 1h, 100);
    CHECK(bars.past.size() == 30);
    CHECK(bars.ahead.size() == 30);
    CHECK(sum(bars.ahead) == Approx(24).margin(0.1));
    CHECK(bars.ahead.front() > bars.ahead.back());
}

TEST_CASE("there are no bars ahead after the start or before the first arrival", "[arrival_bars]") {
    const auto late = view_of(30, 24);
    CHECK(arrival_bars(late, late.curve_begins, 100).ahead.empty());
    LiveView nobody;
    nobody.at = nobody.curve_begins = morning();
    const auto bars = arrival_bars(nobody, morning(), 10);
    CHECK(bars.past.empty());
    CHECK(bars.ahead.empty());
}
