// Draws the camera picture in a rounded frame, or an illustration of what to do if there is no picture.
#pragma once

#include "core/visit/screens.hpp"
#include "kiosk/ui/frame.hpp"

namespace entre {

/// `closed` is 0..1: at 0 the corner marks are wide apart, at 1 they have closed in on the code.
void draw_camera(const State& state, const Frame& f, const Rect& room, float closed);

}  // namespace entre
