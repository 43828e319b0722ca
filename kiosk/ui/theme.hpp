// Colours and sizes. Sizes are designed in millimetres of screen and converted to px here, whenever the window, the preferences
// or the seminar change.
#pragma once

#include <optional>

#include "core/seminar/seminar.hpp"
#include "kiosk/ui/rect.hpp"
#include "kiosk/ui/text.hpp"

namespace entre {

enum class Look { light, dark, high_contrast };

/// Contrast of pairs used together: text on its background at least 4.5:1 (7:1 in high contrast), edges and icons 3:1.
struct Palette {
    Rgb canvas, ink, quiet;                     ///< background, main text, secondary text
    Rgb accent;                                 ///< the seminar's colour as text on the canvas
    Rgb surface, edge;                          ///< secondary buttons and cards, and their border
    Rgb primary, on_primary;                    ///< the primary button
    Rgb disabled, on_disabled;                  ///< the primary button while disabled
    Rgb in, on_in, in_quiet, in_deep, in_slot;  ///< checked in: background, text, secondary text, printer panel and output slot
    Rgb notice, on_notice;
    Rgb stop, on_stop;
    Rgb frame, frame_glow;  ///< behind the camera picture
    Rgb paper, on_paper;    ///< a badge is white whatever the theme
    Rgb found;              ///< the corner marks that close in on a code
    bool has_shadow = true;
    bool has_heavy_edges = false;
};

Palette palette(Look look, std::optional<Rgb> seminar_color);

/// Text styles. Cap heights in mm on a 21.5 inch screen: display 18.7, title 13.7, lead 11.5, sentence 7.8, body 5.8, label 5.4,
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
    double px_per_mm = 4.03;  ///< of the real screen
    double scale = 1;         ///< 1 on 21.5 inch; on smaller screens spacing shrinks as well as sizes
    bool is_text_large = false;

    float radius = 0, edge_px = 0;
    float tap = 0;             ///< side of a visitor's tap target: at least 20 mm on screens of 13 inch and up
    float tap_gap = 0;         ///< at least 3 mm
    float min_tap = 0;         ///< 20 mm, less only on screens too small for it
    float primary_height = 0;  ///< designed
    float min_primary = 0;     ///< 25 mm, less only on screens too small for it
    float staff_tap = 0;       ///< at least 12 mm
    float margin = 0;          ///< from the edge of the screen to the content
    float staff_margin = 0;    ///< the same on staff screens, which are denser

    [[nodiscard]] bool is_portrait() const { return screen.height > screen.width; }
    /// Converts designed millimetres to px, scaled with the screen. Spacing is 2, 4, 8, 16 or 32.
    [[nodiscard]] float mm(double designed) const { return static_cast<float>(designed * scale * px_per_mm); }
    /// Cap height of `style` on the real screen.
    [[nodiscard]] double cap_mm(const TextStyle& style) const;
    /// `style` scaled by `factor`, but not below the minimum size.
    [[nodiscard]] TextStyle smaller(TextStyle style, double factor) const;
    /// The minimum font size on this screen, in px.
    [[nodiscard]] float min_size_px() const;
};

/// Pixels per millimetre on a screen with a diagonal of `inches`.
double px_per_mm(SizePx screen, double inches);

Theme make_theme(Look look, SizePx screen, double inches, bool is_text_large, std::optional<Rgb> seminar_color);

/// The theme for the visitor's preferences on the seminar's screen. `usual` is the look unless high contrast was requested.
Theme make_theme(const Seminar& seminar, SizePx screen, bool is_text_large, bool is_contrast_high, Look usual = Look::light);

}  // namespace entre
