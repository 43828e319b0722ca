// What the camera sees, in a rounded frame; or a drawing of what to do when there is nothing to see.
#pragma once

#include "core/visit/screens.hpp"
#include "kiosk/ui/frame.hpp"

namespace entre {

/// `closed` 0: marks stand wide; 1: they have closed in on the code.
void draw_camera(const State& state, const Frame& f, const Rect& room, float closed);

}  // namespace entre
