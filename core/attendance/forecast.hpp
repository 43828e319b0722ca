// How many will be inside when the seminar starts: a range that says how sure it is, from the arrivals so far and from earlier
// seminars. Values in, values out.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace entre {

/// One earlier seminar. Minutes are counted from its start, negative before it.
struct ArrivalCurve {
    std::size_t expected = 0;              ///< registered and not withdrawn
    std::vector<double> minutes;           ///< when each registered person came first, in any order
};

/// A seminar that is under way.
struct MorningSoFar {
    std::size_t expected = 0;              ///< registered and not withdrawn, those who came included
    std::vector<double> minutes;           ///< when each registered person who has come did, from the start; any order
    std::size_t inside = 0;                ///< now, walk-ins included
    std::size_t walk_ins = 0;              ///< so far
    double now_minutes = 0;                ///< from the start, negative before it
};

/// Persons inside at the start. In eight mornings of ten the count lies from `low` to `high`, ends included.
struct Forecast {
    std::size_t low = 0;
    std::size_t likely = 0;
    std::size_t high = 0;

    friend bool operator==(const Forecast&, const Forecast&) = default;
};

/// Nothing once the seminar has started, and more than two hours before it: then the arrivals say nothing yet.
std::optional<Forecast> forecast_at_start(const MorningSoFar& morning, std::span<const ArrivalCurve> earlier = {});

}  // namespace entre
