// The charts of the live view.
#pragma once

#include "core/attendance/live.hpp"
#include "kiosk/ui/frame.hpp"

namespace entre {

/// Draws the arrivals per time interval on a card; `room` is the card.
void draw_arrivals(const LiveView& view, const Frame& f, const Rect& room);
/// Draws how many people of each sector are inside, on a card: as many sectors as fit, and the number of the remaining ones.
void draw_sectors(const LiveView& view, const Frame& f, const Rect& room);

}  // namespace entre
