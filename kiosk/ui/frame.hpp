// Everything that a screen needs for drawing. The main loop builds it anew for each frame; screens must not keep any of it.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <span>

#include "core/attendance/badge_order.hpp"
#include "core/base/clock.hpp"
#include "core/registration/registration.hpp"
#include "core/seminar/seminar.hpp"
#include "kiosk/ui/rect.hpp"
#include "kiosk/ui/tap_targets.hpp"
#include "kiosk/ui/text.hpp"
#include "kiosk/ui/texture.hpp"
#include "kiosk/ui/theme.hpp"
#include "kiosk/ui/words.hpp"

struct ImDrawList;

namespace entre {

/// The latest camera picture, not mirrored: screens mirror it themselves.
struct CameraPicture {
    TextureId texture = 0;
    SizePx size;
    /// Corners of the code in the picture, 0..1 from the top left, clockwise; nullopt while no code is in view.
    std::optional<std::array<PointPx, 4>> code;
};

/// A rendered badge, opaque and without margins.
struct BadgeTexture {
    TextureId texture = 0;
    SizePx size;
};

/// The badge of a person as it will print, at least `width_px` wide. Called in every frame, so implementations must cache.
/// A texture of 0 means that it is not available (yet); the screen then draws a plain card.
using BadgePictures = std::function<BadgeTexture(const Registration& who, BadgeName name_shown, int width_px)>;

struct Frame {
    const Theme& theme;
    std::span<const Language> languages;  ///< the seminar's languages, in its order
    const Language& words;                ///< the visitor's current language
    TextPainter& text;
    const Seminar& seminar;
    Clock::time_point now;
    TapTargets& tap_targets;
    BadgePictures badge_picture = {};
    std::optional<CameraPicture> camera = {};
    bool is_motion_reduced = false;
    UtcTime wall{};              ///< wall-clock time at `now`
    ImDrawList* list = nullptr;  ///< set by `draw`
};

}  // namespace entre
