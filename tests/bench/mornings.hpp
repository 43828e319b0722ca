// Invented mornings, seeded: who comes when. Made otherwise than the forecast thinks of them, so that it can be wrong.
#pragma once

#include <cstdint>

#include "core/attendance/forecast.hpp"

namespace entre::bench {

struct SimulatedMorning {
    std::size_t expected = 0;
    std::vector<double> registered;  ///< minutes from the start at which each of them comes, in order
    std::vector<double> walk_ins;
};

/// Parties of one to six, trains and buses that bring a load at once, people who stay away, some who are late, some who come
/// without having registered; 60 to 500 registered.
SimulatedMorning simulate_morning(std::uint64_t seed);

/// What the door knows of it at `now_minutes`.
MorningSoFar so_far(const SimulatedMorning& morning, double now_minutes);
/// How many were inside at the start.
std::size_t inside_at_start(const SimulatedMorning& morning);
ArrivalCurve curve_of(const SimulatedMorning& morning);

}  // namespace entre::bench
