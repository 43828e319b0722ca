// Shared by the assistant's screens: title, foot, choices, notices.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/screens/setup/setup.hpp"
#include "kiosk/ui/widgets.hpp"

namespace entre::setup {

/// What the screen says above its content, and its way on.
struct Page {
    std::string_view title;
    std::string_view hint = {};
    std::string_view next = {};  ///< the primary button at the right of the foot; none if empty
    bool is_next_enabled = true;
    std::string_view back = {};   ///< "Tillbaka" if empty
    std::string_view extra = {};  ///< a quiet button beside "back"; emits `extra_event`
    Event extra_event = ListSkipped{};
    bool has_title = true;
};

/// The room for the content, and the events from taps around it.
struct Body {
    Rect room;
    Events events;
};
Body draw_page(const State& state, const Frame& f, const Page& page);

void append(Events& to, Events from);

/// Buttons side by side with equal widths, edges on whole pixels.
struct Choice {
    std::string id, label;
    Event event;
    bool is_chosen = false;
    bool is_enabled = true;
    ButtonKind kind = ButtonKind::quiet;
};
Events draw_row(const Frame& f, const Rect& room, const std::vector<Choice>& choices);
/// The same in rows of `across`, within `room`, with rows as high as staff's targets where there is room.
Events draw_grid(const Frame& f, const Rect& room, const std::vector<Choice>& choices, std::size_t across);

/// Amber: what is not right, and what to do. Returns the height used.
float draw_problem(const Frame& f, const Rect& room, std::string_view text);

/// A white card that can be tapped; `is_chosen` edges it in the accent colour.
bool draw_choice_card(const Frame& f, std::string_view id, const Rect& place, bool is_chosen);

TextStyle line_style(const Theme& t);    ///< for lines of data
TextStyle strong_style(const Theme& t);  ///< the same, semibold

}  // namespace entre::setup
