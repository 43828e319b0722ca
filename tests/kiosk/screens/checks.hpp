// What is wrong with a screen as it was drawn: sizes, gaps and edges from what the screen recorded, contrast from its pixels.
#pragma once

#include <string>
#include <vector>

#include "tests/kiosk/screens/demo.hpp"

namespace entre::demo {

/// Each fault in a line of its own; empty if the screen is as it should be.
using Faults = std::vector<std::string>;

/// Tap targets that are cut, too small, too close to each other or overlapping.
Faults target_faults(const TapTargets& shown, const Drawing& how, bool is_staff);
/// Texts that are cut, too small, or overlap each other or the edge of a button.
Faults text_faults(const TapTargets& shown, const Drawing& how, bool is_staff);
/// Buttons, cards and texts that nearly share an edge but do not, rows of buttons that end at different places, and margins that
/// are not the theme's.
Faults edge_faults(const TapTargets& shown, const Theme& theme, bool is_staff);
/// Texts with less than 4.5:1, in high contrast 7:1.
Faults contrast_faults(const TapTargets& shown, const Picture& picture, Look look);

/// The contrast of a text with its background: the most common colour in `room`, and the one farthest from it that a hundredth of
/// the pixels have or exceed.
double text_contrast(const Picture& picture, const Rect& room);

}  // namespace entre::demo
