// Colours and sizes. Everything is thought in millimetres of glass and turned to px here, once for each change of window,
// preference or seminar.
#pragma once

#include <optional>

#include "core/seminar/seminar.hpp"
#include "kiosk/ui/rect.hpp"
#include "kiosk/ui/text.hpp"

namespace entre {

enum class Look { light, dark, high_contrast };

/// Pairs that meet on screen: text on its ground at min_scale 4.5:1 (7:1 in high contrast), edges and icons 3:1.
struct Palette {
    Rgb canvas, ink, quiet;                     ///< the page, what is read, what is read second
    Rgb accent;                                 ///< the seminar's colour as text on the canvas
    Rgb surface, edge;                          ///< quiet buttons and cards, and the line around them
    Rgb primary, on_primary;                    ///< the one thing to tap
    Rgb disabled, on_disabled;                  ///< the same before it can be tapped
    Rgb in, on_in, in_quiet, in_deep, in_slot;  ///< checked in: ground, words, second words, the printer's panel and mouth
    Rgb notice, on_notice;
    Rgb stop, on_stop;
    Rgb frame, frame_glow;  ///< behind the camera picture
    Rgb paper, on_paper;    ///< a badge is white whatever the theme
    Rgb found;              ///< the corners that close in on a code
    bool has_shadow = true;
    bool has_heavy_edges = false;
};

Palette palette(Look look, std::optional<Rgb> seminar_color);

/// Steps of type. Cap heights in mm at 21.5 inch: display 18.7, title 13.7, lead 11.5, sentence 7.8, body 5.8, label 5.4,
/// kicker 5.1.
struct Type {
    TextStyle display, title, lead, sentence, body, label, kicker;
    TextStyle key;     ///< keyboards and keypads
    TextStyle number;  ///< staff: the numbers
    TextStyle small;   ///< staff only: 4 mm
};

struct Theme {
    Look look = Look::light;
    Palette color;
    Type type;
    SizePx screen;
    double px_per_mm = 4.03;  ///< of the real glass
    double scale = 1;         ///< 1 on 21.5 inch; on a smaller glass part of the loss is taken by air and part by size
    bool is_text_large = false;

    float radius = 0, edge_px = 0;
    float tap = 0;             ///< side of a visitor's target: never under 20 mm on glass of 13 inch and up
    float tap_gap = 0;         ///< never under 3 mm
    float min_tap = 0;       ///< 20 mm, less only on glass too small for it
    float primary_height = 0;  ///< designed
    float min_primary = 0;   ///< 25 mm, less only on glass too small for it
    float staff_tap = 0;       ///< never under 12 mm
    float margin = 0;          ///< from the edge of the screen to what is read

    [[nodiscard]] bool is_portrait() const { return screen.height > screen.width; }
    /// Designed millimetres to px: scaled with the glass. Spacing is 2, 4, 8, 16 or 32.
    [[nodiscard]] float mm(double designed) const { return static_cast<float>(designed * scale * px_per_mm); }
    /// Cap height of `style` on the real glass.
    [[nodiscard]] double cap_mm(const TextStyle& style) const;
    /// `style` so that its capitals are `factor` as high, but not under what may be read here.
    [[nodiscard]] TextStyle smaller(TextStyle style, double factor) const;
    /// The min_scale size this screen may use, as px of type.
    [[nodiscard]] float min_size_px() const;
};

/// Pixels a millimetre on a glass of `inches` diagonal.
double px_per_mm(SizePx screen, double inches);

Theme make_theme(Look look, SizePx screen, double inches, bool is_text_large, std::optional<Rgb> seminar_color);

/// What `preferences` ask for, on the seminar's glass. `usual` is the look for visitors who asked for no high contrast.
Theme make_theme(const Seminar& seminar, SizePx screen, bool is_text_large, bool is_contrast_high, Look usual = Look::light);

}  // namespace entre
