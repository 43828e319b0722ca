// The arrivals of a morning as bars of a chart: what was counted, and what may still come. Values in, values out.
#pragma once

#include <cstddef>
#include <vector>

#include "core/attendance/live.hpp"

namespace entre {

struct ArrivalBars {
    UtcTime begins{};
    int minutes_each = 1;        ///< 1, 2, 5, 10, 15, 30, 60 … so that they fit
    std::vector<double> past;    ///< people who first came in each bar; the last one is under way
    std::vector<double> ahead;   ///< what the forecast lets expect after it, up to the start
};

/// At most `most` bars, and never fewer than 1. Without a forecast there is nothing ahead.
ArrivalBars arrival_bars(const LiveView& view, UtcTime starts, std::size_t limit);

}  // namespace entre
