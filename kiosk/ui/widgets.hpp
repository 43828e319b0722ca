// Widgets of the screens. Each draws itself, records what it showed in Frame::tap_targets, and returns whether it was tapped.
// Sizes and colours come from the theme; texts from the caller.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/frame.hpp"
#include "kiosk/ui/icons.hpp"
#include "kiosk/ui/rect.hpp"

namespace entre {

/// Colours of everything on one background: the white of most screens, or the green of checked-in screens.
struct Backdrop {
    Rgb canvas, ink, quiet, accent;
    Rgb surface, edge;
    Rgb primary, on_primary;
};

Backdrop paper_backdrop(const Theme& theme);
Backdrop in_ground(const Theme& theme);

/// How a text is fitted into its room.
struct TextOptions {
    TextAlign align = TextAlign::left;
    int max_lines = 0;        ///< 0: as many as fit in the room
    double min_scale = 1;     ///< may shrink to this share of its size before an ellipsis, not below the theme's minimum
    bool is_centred = false;  ///< vertically
    bool is_at_bottom = false;
    bool is_balanced = false;  ///< lines of similar length
    bool is_data = false;      ///< external data: shortening it is not a layout error
    bool is_staff = false;     ///< may use a smaller size
    float alpha = 1;
};

/// Draws `text` in `room`; returns the height of its lines.
float draw_text(const Frame& f, const Rect& room, std::string_view text, const TextStyle& style, Rgb color, TextOptions how = {});
/// The result of fitting a text: a style that fits the room, and its size.
struct Fitted {
    TextStyle style;
    TextSize size;
    float width_px = 0;  ///< wrap width
    int max_lines = 0;
};
Fitted fit(const Frame& f, const Rect& room, std::string_view text, const TextStyle& style, const TextOptions& how);

/// Draws the background of a card, edged where the look has heavy edges, and records it. `rounding` is a multiple of the theme's
/// radius.
void draw_card(const Frame& f, const Card& card, Rgb fill, Rgb edge, float rounding = 1);

enum class ButtonKind { primary, quiet, key };

struct ButtonLook {
    ButtonKind kind = ButtonKind::quiet;
    Icon icon = Icon::none;  ///< before the label; alone if the label is empty
    bool is_enabled = true;
    bool is_staff = false;
    bool is_chosen = false;        ///< selected: shift, the active field
    std::string_view spoken = {};  ///< what it is called, where it has a sign instead of a label
};

/// Returns true if it was tapped. A disabled button is shown but cannot be tapped.
bool button(const Frame& f, const Backdrop& backdrop, std::string_view id, const Rect& r, std::string_view label,
            ButtonLook look = {});
/// The height of a button of `width` with its label, which may need several lines on a small screen with large text.
float button_height(const Frame& f, std::string_view label, float width, float usual, ButtonLook look = {});
/// The width that the label needs on one line, including padding.
float button_width(const Frame& f, std::string_view label, float height, ButtonLook look = {});
/// An invisible tap area. Returns true if it was tapped.
bool tap_area(const Frame& f, std::string_view id, const Rect& r, bool is_staff = false);

/// A button in a button bar: a row that wraps into several rows if necessary.
struct BarButton {
    std::string id;
    std::string label;
    bool is_at_start = false;  ///< at the left of a single row; the others are at the right
    ButtonKind kind = ButtonKind::quiet;
    bool is_staff = false;
    Icon icon = Icon::none;  ///< alone, without a label
    bool is_chosen = false;
    std::string spoken = {};  ///< as in ButtonLook
};
float bar_height(const Frame& f, float width, std::span<const BarButton> buttons);
/// Draws the bar and returns the index of the tapped button, or -1. `r` has the height from bar_height.
int button_bar(const Frame& f, const Backdrop& backdrop, const Rect& r, std::span<const BarButton> buttons);

/// A block in a column of text. If there is not enough room, blocks with the highest `spare` are dropped first.
struct Block {
    std::string text;
    TextStyle style;
    Rgb color;
    float gap = 0;  ///< space above
    TextOptions how;
    int spare = 0;  ///< 0: never dropped
};
/// Stacks `blocks` from the top of `room`; shrinks them, then drops some if needed. Returns the height used.
float column(const Frame& f, const Rect& room, std::vector<Block> blocks);
/// The height that `blocks` would use at their own sizes.
float natural_height(const Frame& f, float width, const std::vector<Block>& blocks);
/// The height that `column` would use, without drawing.
float column_height(const Frame& f, const Rect& room, std::vector<Block> blocks);

}  // namespace entre
