// Forecasts how many people will be inside when the seminar starts, as a range, from the arrivals so far and from earlier
// seminars. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace entre {

/// One earlier seminar. Minutes are relative to its start, negative before it.
struct ArrivalCurve {
    std::size_t expected = 0;     ///< registered and not withdrawn
    std::vector<double> minutes;  ///< the first arrival of each registered person, in any order
};

/// The seminar in progress.
struct MorningSoFar {
    std::size_t expected = 0;     ///< registered and not withdrawn, including those who have arrived
    std::vector<double> minutes;  ///< the first arrivals of registered people so far, relative to the start; any order
    std::size_t inside = 0;       ///< now, including walk-ins
    std::size_t walk_ins = 0;     ///< so far
    double now_minutes = 0;       ///< relative to the start, negative before it
};

/// People inside at the start. In 80 % of mornings the count is from `low` to `high`, inclusive.
struct Forecast {
    std::size_t low = 0;
    std::size_t likely = 0;
    std::size_t high = 0;

    friend bool operator==(const Forecast&, const Forecast&) = default;
};

/// nullopt once the seminar has started, and more than two hours before the start, when arrivals are not informative yet.
std::optional<Forecast> forecast_at_start(const MorningSoFar& morning, std::span<const ArrivalCurve> earlier = {});

}  // namespace entre
