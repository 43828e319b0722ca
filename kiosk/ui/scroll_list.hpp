// A list that a finger drags. Only the rows on the glass are drawn and shaped, however many there are.
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
    double top = 0;        ///< rows above the glass, parts of rows too
    float row_height = 0;  ///< px
    bool can_tap = true;   ///< whether a tap on a row means something
};

/// What a finger did to the list in this frame.
struct ListTouch {
    std::optional<double> top;          ///< dragged, or the wheel turned: where the list stands now
    std::optional<std::size_t> tapped;  ///< lifted without having moved
};

/// Draws the rows of `list` that show in `room` and a thin bar that says where they are in the whole. `draw_row` gets the row's
/// number and its place, which the room may cut.
ListTouch scroll_list(const Frame& f, std::string_view id, const Rect& room, const ScrollList& list,
                      const std::function<void(std::size_t row, const Rect& place)>& draw_row);

/// One line of text in a cell of a row, upright in its middle, with an ellipsis where it is too long. It is noted in f.hits only
/// when `room` shows the whole of it.
void cell(const Frame& f, const Rect& room, const Rect& place, std::string_view text, const TextStyle& style, Rgb color,
          TextAlign align = TextAlign::left);

}  // namespace entre
