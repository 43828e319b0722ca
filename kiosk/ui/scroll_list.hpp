// A list scrolled by dragging. Only visible rows are drawn and shaped, however many there are.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>

#include "kiosk/ui/frame.hpp"
#include "kiosk/ui/rect.hpp"
#include "kiosk/ui/widgets.hpp"

namespace entre {

struct ScrollList {
    std::size_t rows = 0;
    double top = 0;        ///< scroll position: rows above the visible part, may be fractional
    float row_height = 0;  ///< px
    bool can_tap = true;   ///< true if rows react to taps
};

/// Touch input on the list in this frame.
struct ListTouch {
    std::optional<double> top;          ///< the new scroll position after a drag or wheel movement
    std::optional<std::size_t> tapped;  ///< the row that was tapped without dragging
};

/// Draws the visible rows of `list` in `room`, and a thin scroll bar. `draw_row` gets the row number and its rectangle, which may
/// extend beyond the room.
ListTouch scroll_list(const Frame& f, std::string_view id, const Rect& room, const ScrollList& list,
                      const std::function<void(std::size_t row, const Rect& place)>& draw_row);

/// Draws one line of text in a table cell, vertically centred, with an ellipsis if it is too long. It is recorded in
/// f.tap_targets only if it is fully inside `room`.
void cell(const Frame& f, const Rect& room, const Rect& place, std::string_view text, const TextStyle& style, Rgb color,
          TextAlign align = TextAlign::left);

}  // namespace entre
