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
/// Linear interpolation from `from` (share 0) to `to` (share 1).
Rgb mixed(Rgb from, Rgb to, float share);
/// Black or white, whichever has more contrast on `backdrop`: at least 4.5:1 on any colour.
Rgb ink_on(Rgb backdrop);
/// Ease-out curve from 0..1 to 0..1.
float eased(float share);

void fill_rect(ImDrawList& list, const Rect& r, Rgb color, float radius = 0, float alpha = 1);
/// Fills the complete screen. Call before anything else is drawn.
void fill_canvas(ImDrawList& list, Rgb color);
void stroke_rect(ImDrawList& list, const Rect& r, Rgb color, float radius, float width);
/// Draws a picture that fills `r`, cropped if its aspect ratio differs, with rounded corners.
void fill_picture(ImDrawList& list, const Rect& r, TextureId texture, SizePx size, float radius, bool is_mirrored);

/// Drop shadow: darkest at the edge of `r`, fading out over `reach`.
void soft_shadow(ImDrawList& list, const Rect& r, float radius, float reach, Rgb color, float alpha);
/// Radial gradient in an ellipse, from `inside` at the centre to `outside` at the edge.
void glow(ImDrawList& list, PointPx middle, float reach_x, float reach_y, Rgb inside, Rgb outside);

/// A rectangle rotated by `angle` (radians, clockwise) around its centre.
struct Turned {
    PointPx middle;
    float width = 0, height = 0, angle = 0;
    /// The screen position of a point given relative to the rectangle's centre, before rotation.
    [[nodiscard]] PointPx at(float dx, float dy) const;
};
void fill_turned(ImDrawList& list, const Turned& r, Rgb color, float radius, float alpha = 1);
/// Draws corner marks of a quadrilateral; each mark covers `share` of the adjacent sides. Corners clockwise from the top left.
void corner_marks(ImDrawList& list, std::span<const PointPx, 4> corners, float share, Rgb color, float width);

}  // namespace entre
