// Shapes that ImGui's draw list lacks. Coordinates in px.
#pragma once

#include <array>
#include <span>

#include "core/seminar/seminar.hpp"
#include "kiosk/ui/rect.hpp"
#include "kiosk/ui/texture.hpp"

struct ImDrawList;

namespace entre {

/// ImGui's packed colour.
unsigned packed(Rgb color, float alpha = 1);
/// `from` towards `to`, 0..1.
Rgb mixed(Rgb from, Rgb to, float share);
/// Black or white, whichever is read more easily on `ground`: at min_scale 4.5 to 1, whatever it is.
Rgb ink_on(Rgb backdrop);
/// Fast at first, then settling; 0..1 to 0..1.
float eased(float share);

void fill_rect(ImDrawList& list, const Rect& r, Rgb color, float radius = 0, float alpha = 1);
/// All of the screen, before anything else is drawn on it.
void fill_canvas(ImDrawList& list, Rgb color);
void stroke_rect(ImDrawList& list, const Rect& r, Rgb color, float radius, float width);
/// A picture filling `r`, cropped where its shape differs, corners rounded.
void fill_picture(ImDrawList& list, const Rect& r, TextureId texture, SizePx size, float radius, bool is_mirrored);

/// What lies under a sheet of paper: darkest at its edge, gone after `reach`.
void soft_shadow(ImDrawList& list, const Rect& r, float radius, float reach, Rgb color, float alpha);
/// Light in the middle of an ellipse, `outside` at its edge.
void glow(ImDrawList& list, PointPx middle, float reach_x, float reach_y, Rgb inside, Rgb outside);

/// A rectangle turned by `angle` (radians, clockwise) around its own middle.
struct Turned {
    PointPx middle;
    float width = 0, height = 0, angle = 0;
    /// A point given from the middle of the rectangle.
    [[nodiscard]] PointPx at(float dx, float dy) const;
};
void fill_turned(ImDrawList& list, const Turned& r, Rgb color, float radius, float alpha = 1);
/// The four corners of a quadrilateral, each with a share of its sides; clockwise from the top left.
void corner_marks(ImDrawList& list, std::span<const PointPx, 4> corners, float share, Rgb color, float width);

}  // namespace entre
