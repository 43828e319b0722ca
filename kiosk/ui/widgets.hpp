// What screens are put together from. Each widget draws itself, records what it showed in Frame::hits, and says whether it was
// tapped. Sizes and colours come from the theme; words from the caller.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/frame.hpp"
#include "kiosk/ui/icons.hpp"
#include "kiosk/ui/rect.hpp"

namespace entre {

/// The colours of what stands on one ground: the paper of most screens, or the green of those who are in.
struct Backdrop {
    Rgb canvas, ink, quiet, accent;
    Rgb surface, edge;
    Rgb primary, on_primary;
};

Backdrop paper_ground(const Theme& theme);
Backdrop in_ground(const Theme& theme);

/// How a text may behave in its room.
struct TextOptions {
    TextAlign align = TextAlign::left;
    int max_lines = 0;       ///< 0: as many as the room holds
    double min_scale = 1;         ///< it may shrink to this share of its style before an ellipsis, but never under the theme's min_scale
    bool is_centred = false;  ///< in the height of the room
    bool is_at_bottom = false;
    bool is_balanced = false;  ///< lines of about the same length
    bool is_data = false;      ///< from outside: may be cut without being a mistake of ours
    bool is_staff = false;     ///< may be small
    float alpha = 1;
};

/// Writes `text` in `room`; returns the height its lines take.
float draw_text(const Frame& f, const Rect& room, std::string_view text, const TextStyle& style, Rgb color, TextOptions how = {});
/// The size `text` would take, in a style that fits `room`.
struct Fitted {
    TextStyle style;
    TextSize size;
    float width_px = 0;  ///< to wrap at
    int max_lines = 0;
};
Fitted fit(const Frame& f, const Rect& room, std::string_view text, const TextStyle& style, const TextOptions& how);

enum class ButtonKind { primary, quiet, key };

struct ButtonLook {
    ButtonKind kind = ButtonKind::quiet;
    Icon icon = Icon::none;  ///< before the label; alone when the label is empty
    bool is_enabled = true;
    bool is_staff = false;
    bool is_chosen = false;  ///< pressed in: shift, the field that is written in
};

/// True when a finger was lifted on it. A button that is not enabled is shown but not tapped.
bool button(const Frame& f, const Backdrop& backdrop, std::string_view id, const Rect& r, std::string_view label,
            ButtonLook look = {});
/// The height a button of `width` needs for its label: more than one line on small glass with large text.
float button_height(const Frame& f, std::string_view label, float width, float usual, ButtonLook look = {});
/// The width its label takes on one line, with air.
float button_width(const Frame& f, std::string_view label, float height, ButtonLook look = {});
/// A place to tap without a look of its own.
bool tap_area(const Frame& f, std::string_view id, const Rect& r, bool is_staff = false);

/// A row of buttons that becomes several when it has to.
struct BarButton {
    std::string id;
    std::string label;
    bool is_at_start = false;  ///< at the left of a single row; the others gather at the right
    ButtonKind kind = ButtonKind::quiet;
    bool is_staff = false;
};
float bar_height(const Frame& f, float width, std::span<const BarButton> buttons);
/// The index of the one that was tapped, or -1. `r` is as high as bar_height said.
int button_bar(const Frame& f, const Backdrop& backdrop, const Rect& r, std::span<const BarButton> buttons);

/// One part of a column of text. Those with the highest `spare` go first when there is not room for all.
struct Block {
    std::string text;
    TextStyle style;
    Rgb color;
    float gap = 0;  ///< above it
    TextOptions how;
    int spare = 0;  ///< 0: never left out
};
/// Stacks `blocks` from the top of `room`; shrinks, then leaves out. Returns the height used.
float column(const Frame& f, const Rect& room, std::vector<Block> blocks);
/// The height they would use; nothing is drawn.
float column_height(const Frame& f, const Rect& room, std::vector<Block> blocks);

}  // namespace entre
