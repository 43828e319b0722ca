// What is drawn over a screen for visitors who use keys. Call after `draw`, in the same frame.
#pragma once

#include <string_view>

#include "kiosk/ui/frame.hpp"

namespace entre {

/// A ring around the target that the keys have come to; nothing if there is none of this id.
void draw_focus(const Frame& f, std::string_view id);
/// Nothing but black, for trying a visit by ear and keys alone.
void draw_black(const Frame& f);

}  // namespace entre
