// What a frame offered to fingers and eyes: read by tests, by tap scripts and by the accessibility check.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/rect.hpp"

namespace entre {

struct Target {
    std::string id;  ///< "confirm.yes"
    Rect rect;
    bool is_primary = false;
    bool is_staff = false;  ///< smaller targets are allowed
    bool is_enabled = true;
};

struct ShownText {
    std::string text;
    Rect rect;             ///< where its lines are
    double cap_mm = 0;     ///< height of its capitals on the glass
    bool is_cut = false;   ///< an ellipsis stands for what did not fit
    bool is_data = false;  ///< a name or a title from outside, which may be any length
};

/// Filled while drawing; cleared by `draw`.
struct TapTargets {
    std::vector<Target> targets;
    std::vector<ShownText> texts;

    [[nodiscard]] const Target* find(std::string_view id) const {
        const auto it = std::ranges::find(targets, id, &Target::id);
        return it == targets.end() ? nullptr : &*it;
    }
};

}  // namespace entre
