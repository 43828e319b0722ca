// The arrivals of a morning as a bar chart: those counted and those forecast. Pure.
#pragma once

#include <cstddef>
#include <vector>

#include "core/attendance/live.hpp"

namespace entre {

struct ArrivalBars {
    UtcTime begins{};
    int minutes_each = 1;       ///< minutes per bar: 1, 2, 5, 10, 15, 30, 60 …, the first with which the bars fit
    std::vector<double> past;   ///< first arrivals in each bar; the last bar is incomplete
    std::vector<double> ahead;  ///< forecast arrivals in the bars after that, up to the start
};

/// At most `limit` bars; a `limit` of 0 counts as 1. Without a forecast `ahead` is empty.
ArrivalBars arrival_bars(const LiveView& view, UtcTime starts, std::size_t limit);

}  // namespace entre
