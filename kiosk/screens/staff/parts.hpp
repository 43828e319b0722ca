// What staff's pages share: head, buttons from page to page, cards, chips.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/visit/visit.hpp"
#include "kiosk/screens/parts.hpp"
#include "kiosk/ui/frame.hpp"
#include "kiosk/ui/widgets.hpp"

namespace entre {

/// One function a page; `draw(Staff)` picks among them.
Events draw_page(const OverviewPage& page, const Staff& staff, const State& state, const Frame& f);
Events draw_page(const PeoplePage& page, const Staff& staff, const State& state, const Frame& f);
Events draw_page(const PersonPage& page, const Staff& staff, const State& state, const Frame& f);
Events draw_page(const WalkInPage& page, const Staff& staff, const State& state, const Frame& f);
Events draw_page(const RenamePage& page, const Staff& staff, const State& state, const Frame& f);
Events draw_page(const PrintersPage& page, const Staff& staff, const State& state, const Frame& f);
Events draw_page(const PhonesPage& page, const Staff& staff, const State& state, const Frame& f);
Events draw_page(const ListsPage& page, const Staff& staff, const State& state, const Frame& f);
Events draw_page(const RollCallPage& page, const Staff& staff, const State& state, const Frame& f);

/// Where a page may stand, and what was tapped around it.
struct StaffBody {
    Rect room;
    Events events;
};
/// Fills the screen: seminar, station, clock and language above; the way to other pages below, unless `has_tabs` is false
/// because a keyboard needs the room.
StaffBody staff_body(const Staff& staff, const State& state, const Frame& f, bool has_tabs = true);

void append(Events& to, Events from);

/// Words of staff's pages: smaller than visitors', as staff stands nearer; still large where large text was asked for.
TextStyle staff_text(const Theme& t);
TextStyle staff_strong(const Theme& t);
/// As low as a row of a list may be that a finger picks from: 12 mm.
float staff_row_height(const Frame& f);
/// A white card; with an edge where colours do not tell it from the page.
void staff_card(const Frame& f, const Rect& r);
/// Something to see to: amber ground, a sentence, what to do, and perhaps a button. Returns the height it takes.
struct Need {
    std::string title;
    std::string line;
    std::vector<Offered> button = {};  ///< one at most
    bool is_data = false;              ///< holds a name or the like, of any length
};
float need_height(const Frame& f, float width, const Need& need);
Events draw_need(const Frame& f, const Rect& r, const Need& need);

/// Small buttons side by side, in as many rows as it takes.
struct Chip {
    std::string id, label;
    Event event;
    bool is_chosen = false;
    bool is_enabled = true;
};
float chips_height(const Frame& f, float width, const std::vector<Chip>& chips);
Events draw_chips(const Frame& f, const Rect& r, const std::vector<Chip>& chips);

/// “08.47” at the seminar's place.
std::string clock_of(const Frame& f, UtcTime time);
/// The sector as the seminar calls it; “Utan sektor” for none.
std::string sector_label(const Frame& f, std::string_view sector);
/// Those of the seminar's settings and those on the list, without the empty one.
std::vector<std::string> sectors_of(const State& state, const Frame& f);
/// What the last order gave, in a sentence; empty for none.
std::string note_line(const Frame& f, StaffNote note);
bool is_good(StaffNote note);

}  // namespace entre
