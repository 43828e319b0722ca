// Simulates arrivals, reproducibly from a seed. The model deliberately differs from the forecast's, so that the forecast can be
// wrong.
#pragma once

#include <cstdint>

#include "core/attendance/forecast.hpp"

namespace entre::bench {

struct SimulatedMorning {
    std::size_t expected = 0;
    std::vector<double> registered;  ///< arrival times of the registered people in minutes relative to the start, sorted
    std::vector<double> walk_ins;
};

/// 60 to 500 registered people in groups of one to six. A train brings many at once, some stay away, some are late, and some come
/// without registration.
SimulatedMorning simulate_morning(std::uint64_t seed);

/// What is known at `now_minutes`.
MorningSoFar so_far(const SimulatedMorning& morning, double now_minutes);
/// The number of people inside at the start.
std::size_t inside_at_start(const SimulatedMorning& morning);
ArrivalCurve curve_of(const SimulatedMorning& morning);

}  // namespace entre::bench
