#include "core/attendance/arrival_bars.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr std::array<int, 11> steps{1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1440};

/// Distributes `total` people over `minutes` as a geometric series that begins at the current pace.
std::vector<double> spread(double total, std::size_t minutes, double pace) {
    std::vector<double> out(minutes, 0);
    if (minutes == 0 || total <= 0) return out;
    const double first = std::max(pace, total / static_cast<double>(minutes) / 4);
    const auto sum_with = [&](double share) {
        double sum = 0, now = first;
        for (std::size_t i = 0; i < minutes; ++i) sum += now *= share;
        return sum;
    };
    double low = 0, high = 2;
    for (int i = 0; i < 40; ++i) (sum_with((low + high) / 2) < total ? low : high) = (low + high) / 2;
    double now = first;
    for (auto& minute : out) minute = now *= high;
    return out;
}

}  // namespace

ArrivalBars arrival_bars(const LiveView& view, UtcTime starts, std::size_t limit) {
    limit = std::max<std::size_t>(1, limit);
    std::vector<double> minutes(view.curve.begin(), view.curve.end());
    const std::size_t counted = minutes.size();
    const auto now = std::chrono::floor<std::chrono::minutes>(view.at);
    if (view.forecast && starts > view.at) {
        const double total = std::max(0.0, static_cast<double>(view.forecast->likely) - static_cast<double>(view.inside));
        const auto left = static_cast<std::size_t>(std::max<std::int64_t>(0, (starts - now) / 1min - 1));
        const auto rest = spread(total, left, view.arrivals_a_minute);
        minutes.insert(minutes.end(), rest.begin(), rest.end());
    }
    ArrivalBars bars;
    std::size_t skipped = 0;  // minutes from the beginning of the first bar to the beginning of the curve
    for (const int step : steps) {
        const std::chrono::minutes each{step};
        bars.minutes_each = step;
        bars.begins = UtcTime{view.curve_begins.time_since_epoch() / each * each};
        skipped = static_cast<std::size_t>((view.curve_begins - bars.begins) / 1min);
        if ((skipped + minutes.size() + static_cast<std::size_t>(step) - 1) / static_cast<std::size_t>(step) <= limit) break;
    }
    for (std::size_t i = 0; i < minutes.size(); ++i) {
        const std::size_t bar = (skipped + i) / static_cast<std::size_t>(bars.minutes_each);
        if (i < counted) {
            if (bar >= bars.past.size()) bars.past.resize(bar + 1, 0);
            bars.past[bar] += minutes[i];
        } else if (bar >= bars.past.size()) {
            const std::size_t ahead = bar - bars.past.size();
            if (ahead >= bars.ahead.size()) bars.ahead.resize(ahead + 1, 0);
            bars.ahead[ahead] += minutes[i];
        }
    }
    return bars;
}

}  // namespace entre
