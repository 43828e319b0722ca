// Shared by the assistant's screens: title, foot, choices, notices.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/screens/setup/setup.hpp"
#include "kiosk/ui/widgets.hpp"

namespace entre::setup {

/// A button and its event.
struct Choice {
    std::string id, label;
    Event event;
    bool is_chosen = false;
    bool is_enabled = true;
    ButtonKind kind = ButtonKind::quiet;
};
/// What the screen says above its content, and the buttons at its foot.
struct Page {
    std::string_view title;
    std::string_view hint = {};
    std::string_view next = {};  ///< the primary button at the right; none if empty
    bool is_next_enabled = true;
    std::vector<Choice> left = {};  ///< at the left, after "Tillbaka"
    bool has_back = true;
};

/// The room for the content, and the events from taps around it.
struct Body {
    Rect room;
    Events events;
};
Body draw_page(const State& state, const Frame& f, const Page& page);

/// A field and what its button does.
struct FlatHead {
    std::string_view id, name, typed;  ///< of the field
    std::string_view go;
    bool is_free = true;  ///< to be typed in, and sent
};
/// In place of draw_page on a small screen: only the field with both buttons beside it, since the keys need the room.
Body draw_flat_head(const FlatHead& head, const Frame& f);

void append(Events& to, Events from);

/// Buttons side by side with equal widths, edges on whole pixels.
Events draw_row(const Frame& f, const Rect& room, const std::vector<Choice>& choices);
/// The same in rows of `across`, within `room`, with rows as high as staff's targets where there is room.
Events draw_grid(const Frame& f, const Rect& room, const std::vector<Choice>& choices, std::size_t across);

/// Two parts beside each other, or on a tall screen one above the other; the first has this share.
struct Halves {
    Rect first, second;
};
Halves in_two(const Frame& f, const Rect& room, float share);

/// A row of a list of cards: a line in bold and one below it. `edge`: of its card.
struct CardRow {
    std::string_view title, line;
    Rgb edge, ink;
};
float card_row_height(const Frame& f);
/// Draws the card only if it is completely in `list`.
void draw_card_row(const Frame& f, const Rect& list, const Rect& row, const CardRow& what);

/// What is in a printer beside what the badge needs; empty if nothing is known.
std::string roll_line(const PrinterRoll& roll, const Frame& f);

/// Amber: what is not right, and what to do. Returns the height used.
float draw_problem(const Frame& f, const Rect& room, std::string_view text);

/// A white card that can be tapped; `is_chosen` edges it in the accent colour.
bool draw_choice_card(const Frame& f, std::string_view id, const Rect& place, bool is_chosen);

/// The camera's picture, and below it what that means.
struct CameraNote {
    std::string text;
    bool is_notice = false;
};
/// `closed`: as in draw_camera.
void draw_camera_with_note(const Frame& f, Rect place, const CameraNote& note, bool is_working, float closed);

TextStyle line_style(const Theme& t);    ///< for lines of data
TextStyle strong_style(const Theme& t);  ///< the same, semibold

}  // namespace entre::setup
