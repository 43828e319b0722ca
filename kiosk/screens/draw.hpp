// Draws the current screen. Only reads the state, has no side effects, and returns the events from taps.
#pragma once

#include "core/visit/screens.hpp"
#include "core/visit/visit.hpp"
#include "kiosk/ui/frame.hpp"

namespace entre {

/// Draws `state` over the complete window. Call between begin_frame and end_frame. `frame.tap_targets` is cleared and refilled.
Events draw(const State& state, Frame frame);

/// True while an animation runs: draw again within about 16 ms. False: draw again when the state changes.
bool is_moving(const State& state, Clock::time_point now);

}  // namespace entre
