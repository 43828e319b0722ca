// Records the tap targets, texts and cards of a frame, for tests, tap scripts and the accessibility check.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/rect.hpp"
#include "kiosk/ui/text.hpp"

namespace entre {

struct Target {
    std::string id;     ///< "confirm.yes"
    std::string label;  ///< what it says, or is called where it shows a sign only; empty: nothing for visitors
    Rect rect;
    bool is_primary = false;
    bool is_staff = false;  ///< smaller targets are allowed
    bool is_enabled = true;
};

struct ShownText {
    std::string text;
    Rect rect;             ///< bounding box of its lines
    double cap_mm = 0;     ///< height of its capitals on the screen
    bool is_cut = false;   ///< shortened with an ellipsis
    bool is_data = false;  ///< external data such as a name or title, which may have any length
    TextAlign align = TextAlign::left;
};

/// A background of its own on the canvas: a notice, a list, a badge, the camera picture.
struct Card {
    Rect rect;
    bool is_ragged = false;  ///< as wide as its text, so that its right edge is nowhere in particular
};

/// Filled while drawing; cleared at the start of `draw`.
struct TapTargets {
    std::vector<Target> targets;
    std::vector<ShownText> texts;
    std::vector<Card> cards;

    [[nodiscard]] const Target* find(std::string_view id) const {
        const auto it = std::ranges::find(targets, id, &Target::id);
        return it == targets.end() ? nullptr : &*it;
    }
};

}  // namespace entre
