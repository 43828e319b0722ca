// Shared by several screens: layout, footer, message, badge.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/visit/visit.hpp"
#include "kiosk/ui/frame.hpp"
#include "kiosk/ui/widgets.hpp"

namespace entre {

/// A button and the event of a tap on it.
struct Offered {
    BarButton button;
    Event event;
};

/// Fills the background and returns the area for content.
Rect page(const Frame& f, const Backdrop& backdrop);

/// Draws the buttons and returns the event of the tapped one. `r` has the height from offer_height.
Events offer(const Frame& f, const Backdrop& backdrop, const Rect& r, const std::vector<Offered>& offers);
float offer_height(const Frame& f, float width, const std::vector<Offered>& offers);

/// Buttons for the other languages, labelled with their own names.
std::vector<Offered> language_offers(const Frame& f);

/// The footer of every visitor screen, split off `rest`: more time if the screen is about to close, then `own`, text size and
/// contrast, languages, staff.
struct Footer {
    std::string_view hint = {};  ///< a secondary line next to the buttons
    std::vector<Offered> own = {};
    bool has_staff = true;  ///< false if staff was just called, or if calling staff is the screen's own button
};
Events footer(const State& state, const Frame& f, const Backdrop& backdrop, Rect& rest, Footer what = {});

/// A screen with one message: a sign, a sentence, what to do, and a few buttons at most, the first of them primary.
struct Message {
    Icon sign = Icon::info;
    std::string title;
    std::string text;
    std::string notice = {};  ///< what does not work, on its own background; may be empty
    std::vector<Offered> actions = {};
    bool is_text_strong = false;       ///< emphasises the text, such as a name that the visitor should recognise
    bool is_about_staff = false;       ///< staff is coming, or an action calls them
    bool are_equal = false;            ///< no action is more likely than the others
    std::vector<Offered> footer = {};  ///< the screen's own secondary exits
};
Events draw_message(const State& state, const Frame& f, const Backdrop& backdrop, const Message& message);

/// The staff entrance: a small, inconspicuous button in a corner.
Events staff_door(const State& state, const Frame& f);

/// Draws the badge as it will print, as large as `room` allows, at its top left. Returns its rectangle.
Rect badge_card(const Frame& f, const Rect& room, const Registration& who, BadgeName name_shown);
/// The same with its top edge at `r` and with the width of `r`; only the part below `slot_y` is visible.
void badge_from_slot(const Frame& f, const Rect& r, float slot_y, const Registration& who, BadgeName name_shown);
/// Aspect ratio of this badge: height divided by width.
float badge_shape(const Frame& f, const Registration& who, BadgeName name_shown, float width);

/// “Namnbrickan kommer ut till höger om skärmen.”; empty while the side is not known.
std::string badge_way(const Frame& f, std::optional<Side> side);
/// The printer with that name; null if the name is unknown or empty.
const PrinterSettings* printer_called(const Seminar& seminar, std::string_view name);
/// The side where the badge comes out: that of `printer`, which has it. Before a printer has it (empty name) the side is known
/// only if all printers that can take it are on the same side.
std::optional<Side> side_of(const State& state, const Seminar& seminar, std::string_view printer = {});

/// Animation progress: elapsed share of `length` since `start`, 0..1; 1 immediately if motion is reduced.
float progress(const Frame& f, Clock::time_point start, std::chrono::milliseconds length);

}  // namespace entre
