// The charts of the live view.
#pragma once

#include "core/attendance/live.hpp"
#include "kiosk/ui/frame.hpp"

namespace entre {

/// Arrivals by the minute in a card of its own; `room` is the card.
void draw_arrivals(const LiveView& view, const Frame& f, const Rect& room);
/// How many of each sector are inside, in a card of its own; as many sectors as fit, and how many more there are.
void draw_sectors(const LiveView& view, const Frame& f, const Rect& room);

}  // namespace entre
