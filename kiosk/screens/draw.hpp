// Draws the current screen. Only reads the state, has no side effects, and returns the events from taps.
#pragma once

#include <optional>

#include "core/visit/screens.hpp"
#include "core/visit/visit.hpp"
#include "kiosk/ui/frame.hpp"

namespace entre {

/// Draws `state` over the complete window. Call between begin_frame and end_frame. `frame.tap_targets` is cleared and refilled.
Events draw(const State& state, Frame frame);

/// What the finger did since `state` was told: put on the screen or taken off it. Call between begin_frame and end_frame.
std::optional<TouchChanged> touch_change(const State& state, Clock::time_point now);

/// True while an animation runs: draw again within about 16 ms. False: draw again when the state changes.
bool is_moving(const State& state, Clock::time_point now);

}  // namespace entre
