// Icons that repeat what the colour next to them says. Drawn as lines, so that they are sharp at any resolution.
#pragma once

#include "core/seminar/seminar.hpp"
#include "kiosk/ui/rect.hpp"

struct ImDrawList;

namespace entre {

enum class Icon {
    none,
    tick,
    info,
    wait,
    bell,  ///< staff help
    lock,
    shift,
    erase,
    arrow_right,
    arrow_left,
    arrow_up,
    arrow_down,
    search,
    text_size,
    reach,
    contrast,
};

Icon arrow_to(Side side);

/// Draws `icon` centred in `room`, as large as its shorter side.
void draw_icon(ImDrawList& list, Icon icon, const Rect& room, Rgb color);
/// Draws an arrow as long as `room` in its direction.
void draw_arrow(ImDrawList& list, Side side, const Rect& room, Rgb color, float thickness);
/// Draws an icon in a ring: the sign at the top of a message.
void draw_sign(ImDrawList& list, Icon icon, const Rect& room, Rgb color);

}  // namespace entre
