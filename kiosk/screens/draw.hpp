// One screen, drawn. Reads state, touches nothing, returns what fingers did.
#pragma once

#include "core/visit/screens.hpp"
#include "core/visit/visit.hpp"
#include "kiosk/ui/frame.hpp"

namespace entre {

/// Draws `state` over the whole window. Call between begin_frame and end_frame. `frame.hits` is cleared and filled anew.
Events draw(const State& state, Frame frame);

/// True while something on the screen moves: draw again within 16 ms or so. False: draw again when state changes.
bool is_moving(const State& state, Clock::time_point now);

}  // namespace entre
