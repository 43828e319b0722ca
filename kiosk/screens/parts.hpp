// What several screens share: the page, its foot, a message, the badge.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/visit/visit.hpp"
#include "kiosk/ui/frame.hpp"
#include "kiosk/ui/widgets.hpp"

namespace entre {

/// A button and what a tap on it means.
struct Offered {
    BarButton button;
    Event event;
};

/// Fills the screen and returns where content may stand.
Rect page(const Frame& f, const Backdrop& backdrop);

/// Draws the buttons and returns the events of the tapped one. `r` is as high as bar_height of them.
Events offer(const Frame& f, const Backdrop& backdrop, const Rect& r, const std::vector<Offered>& offers);
float offer_height(const Frame& f, float width, const std::vector<Offered>& offers);

/// The other languages by their own names.
std::vector<Offered> language_offers(const Frame& f);

/// The foot of every visitor screen, cut off `rest`: more time when the screen is about to close, `own`, languages, staff.
struct Footer {
    std::string_view hint = {};  ///< a quiet line beside the buttons
    std::vector<Offered> own = {};
    bool has_staff = true;  ///< false where staff was just called, or calling is the screen's own button
};
Events footer(const State& state, const Frame& f, const Backdrop& backdrop, Rect& rest, Footer what = {});

/// A screen that says one thing: a sign, a sentence, what to do, and at most a few buttons, the first of them primary.
struct Message {
    Icon sign = Icon::info;
    std::string title;
    std::string text;
    std::string notice = {};  ///< what does not work, on its own ground; may be empty
    std::vector<Offered> actions = {};
    bool is_text_strong = false;  ///< the text is what to look at: a name to know oneself by
    bool is_about_staff = false;  ///< staff is on the way, or an action calls them
    bool are_equal = false;       ///< none of the actions is the likely one
    std::vector<Offered> footer = {};  ///< the screen's own quiet ways out
};
Events draw_message(const State& state, const Frame& f, const Backdrop& backdrop, const Message& message);

/// The badge as it will print, as large as `room` allows, at its top left. Returns where it stands.
Rect badge_card(const Frame& f, const Rect& room, const Registration& who, BadgeName name_shown);
/// The same with its top edge at `r` and of its width; only what is below `slot_y` shows.
void badge_from_slot(const Frame& f, const Rect& r, float slot_y, const Registration& who, BadgeName name_shown);
/// Height of this badge over its width.
float badge_shape(const Frame& f, const Registration& who, BadgeName name_shown, float width);

/// “Badgen kommer ut till höger om skärmen.”; empty when there is no printer.
std::string badge_way(const Frame& f);
/// The printer of that name; nothing for a name that is unknown or empty.
const PrinterSettings* printer_called(const Seminar& seminar, std::string_view name);
/// Where `printer`'s badges come out; the first printer's side for a name that is unknown or empty.
Side side_of(const Seminar& seminar, std::string_view printer);

/// 0..1 of `length` since `start`; 1 at once when motion is reduced.
float progress(const Frame& f, Clock::time_point start, std::chrono::milliseconds length);

}  // namespace entre
