// Pictures that say the same as the colour beside them. Drawn as lines, so that they are sharp on any glass.
#pragma once

#include "core/seminar/seminar.hpp"
#include "kiosk/ui/rect.hpp"

struct ImDrawList;

namespace entre {

enum class Icon { none, tick, info, wait, hand, lock, shift, erase, arrow_right, arrow_left, arrow_up, arrow_down, search };

Icon arrow_to(Side side);

/// Draws `icon` in the middle of `room`, as large as its shorter side.
void draw_icon(ImDrawList& list, Icon icon, const Rect& room, Rgb color);
/// An arrow as long as `room` is in its direction.
void draw_arrow(ImDrawList& list, Side side, const Rect& room, Rgb color, float thickness);
/// An icon within a ring: the sign at the head of a message.
void draw_sign(ImDrawList& list, Icon icon, const Rect& room, Rgb color);

}  // namespace entre
