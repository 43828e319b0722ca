// How the screens are placed on the panel: turned, and moved down for visitors who cannot reach its upper part.
#pragma once

#include "kiosk/ui/rect.hpp"

namespace entre {

struct View {
    int rotate = 0;  ///< degrees clockwise: 0, 90, 180 or 270
    float top = 0;   ///< px of the turned panel above the screens

    /// A point of the screens on the panel of this size, in its px.
    [[nodiscard]] PointPx on_panel(PointPx at, SizePx panel) const {
        at.y += top;
        const auto width = static_cast<float>(panel.width), height = static_cast<float>(panel.height);
        if (rotate == 90) return {width - at.y, at.x};
        if (rotate == 180) return {width - at.x, height - at.y};
        if (rotate == 270) return {at.y, height - at.x};
        return at;
    }
    /// The other way round.
    [[nodiscard]] PointPx on_screen(PointPx at, SizePx panel) const {
        const auto width = static_cast<float>(panel.width), height = static_cast<float>(panel.height);
        PointPx out = at;
        if (rotate == 90) out = {at.y, width - at.x};
        if (rotate == 180) out = {width - at.x, height - at.y};
        if (rotate == 270) out = {height - at.y, at.x};
        out.y -= top;
        return out;
    }
    /// The panel's size as the screens see it.
    [[nodiscard]] SizePx turned(SizePx panel) const {
        return rotate == 90 || rotate == 270 ? SizePx{panel.height, panel.width} : panel;
    }
};

}  // namespace entre
