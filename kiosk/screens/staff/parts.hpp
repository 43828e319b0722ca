// Shared by the staff pages: header, tabs, cards, chips.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/visit/visit.hpp"
#include "kiosk/screens/parts.hpp"
#include "kiosk/ui/frame.hpp"
#include "kiosk/ui/widgets.hpp"

namespace entre {

/// One function per page; `draw(Staff)` dispatches to them.
Events draw_page(const OverviewPage& page, const Staff& staff, const State& state, const Frame& f);
Events draw_page(const PeoplePage& page, const Staff& staff, const State& state, const Frame& f);
Events draw_page(const PersonPage& page, const Staff& staff, const State& state, const Frame& f);
Events draw_page(const WalkInPage& page, const Staff& staff, const State& state, const Frame& f);
Events draw_page(const RenamePage& page, const Staff& staff, const State& state, const Frame& f);
Events draw_page(const PrintersPage& page, const Staff& staff, const State& state, const Frame& f);
Events draw_page(const PhonesPage& page, const Staff& staff, const State& state, const Frame& f);
Events draw_page(const KiosksPage& page, const Staff& staff, const State& state, const Frame& f);
Events draw_page(const ListsPage& page, const Staff& staff, const State& state, const Frame& f);
Events draw_page(const RepairPage& page, const Staff& staff, const State& state, const Frame& f);
Events draw_page(const RollCallPage& page, const Staff& staff, const State& state, const Frame& f);

/// A part of the lists page: in place of the lists while a phone may send one.
Events draw_list_upload(const ListUploadPage& upload, bool is_idle, const Frame& f, Rect room);

/// The area for a page's content, and the events from taps around it.
struct StaffBody {
    Rect room;
    Events events;
};
/// Fills the screen: seminar, station, clock and language above; tabs below, unless `has_tabs` is false because a keyboard needs
/// the space.
StaffBody staff_body(const Staff& staff, const State& state, const Frame& f, bool has_tabs = true);

void append(Events& to, Events from);

/// Text styles of the staff pages: smaller than for visitors, as staff stand closer; still large if large text was requested.
TextStyle staff_text(const Theme& t);
TextStyle staff_strong(const Theme& t);
/// The minimum height of a list row that can be tapped: 12 mm.
float staff_row_height(const Frame& f);
/// Draws a white card, with a border if its colour does not stand out from the background.
void staff_card(const Frame& f, const Rect& r);
/// A task for staff: amber background, a sentence, what to do, and possibly a button.
struct Need {
    std::string title;
    std::string line;
    std::vector<Offered> button = {};  ///< at most one
    bool is_data = false;              ///< contains external data such as a name, of any length
};
float need_height(const Frame& f, float width, const Need& need);
Events draw_need(const Frame& f, const Rect& r, const Need& need);

/// What succeeded: green, with a tick, where the eye is.
void draw_success(const Frame& f, Rect room, std::string_view text);
float success_height(const Frame& f, float width, std::string_view text);

/// Small buttons side by side, in as many rows as necessary.
struct Chip {
    std::string id, label;
    Event event;
    bool is_chosen = false;
    bool is_enabled = true;
};
float chips_height(const Frame& f, float width, const std::vector<Chip>& chips);
Events draw_chips(const Frame& f, const Rect& r, const std::vector<Chip>& chips);

/// Local time at the seminar: “08.47”.
std::string clock_of(const Frame& f, UtcTime time);
/// The seminar's label for the sector; “Utan sektor” if it is empty.
std::string sector_label(const Frame& f, std::string_view sector);
/// The sectors from the seminar's settings and from the list of people, without the empty one.
std::vector<std::string> sectors_of(const State& state, const Frame& f);
/// The result of the last request as a sentence; empty if there is none.
std::string note_line(const Frame& f, StaffNote note);
bool is_good(StaffNote note);

}  // namespace entre
