// What the staff pages share. Internal to core/visit; each page's .cpp implements its `update_page`.
#pragma once

#include <vector>

#include "core/visit/steps.hpp"
#include "core/visit/visit.hpp"

namespace entre {

/// A staff screen and the state it is part of, passed by value from step to step.
struct StaffContext {
    Staff screen;
    State state;
};

/// The next state when `screen` receives `event`. An event that the page does not handle changes nothing.
Step update_staff(const Staff& screen, const Event& event, State state);

/// The next state when a staff page receives `event`. A combination without a meaning changes nothing.
Step update_page(const OverviewPage& page, const Event& event, StaffContext c);
Step update_page(const PeoplePage& page, const Event& event, StaffContext c);
Step update_page(const PersonPage& page, const Event& event, StaffContext c);
Step update_page(const WalkInPage& page, const Event& event, StaffContext c);
Step update_page(const RenamePage& page, const Event& event, StaffContext c);
Step update_page(const PrintersPage& page, const Event& event, StaffContext c);
Step update_page(const RollCallPage& page, const Event& event, StaffContext c);
Step update_page(const KiosksPage& page, const Event& event, StaffContext c);
Step update_page(const PhonesPage& page, const Event& event, StaffContext c);
Step update_page(const ListsPage& page, const Event& event, StaffContext c);
Step update_page(const RepairPage& page, const Event& event, StaffContext c);

/// Events that mean the same on every page; a page's own overload of `on` takes precedence.
inline Step on_any_page(const auto&, StaffContext c) { return stay(std::move(c.state)); }
Step on_any_page(const StaffPageOpened& opened, StaffContext c);
Step on_any_page(const PersonOpened& opened, StaffContext c);
Step on_any_page(const Scanned& scan, StaffContext c);
Step on_any_page(const TicketFound& found, StaffContext c);
Step on_any_page(const Cancelled&, StaffContext c);
Step on_any_page(const DeskFailed& failed, StaffContext c);
Step on_any_page(const MoreTimeRequested&, StaffContext c);
Step on_any_page(const Tick& tick, StaffContext c);

/// Shows `page` and restarts its time on the screen.
Step show_page(StaffContext c, StaffPage page, std::vector<Effect> effects = {});
/// Changes neither the page nor its remaining time.
Step unchanged(StaffContext c);
/// Shows `page` and sends `request` to the desk; the answer arrives as StaffAnswered with the number in `Staff::request`.
Step request_from_desk(StaffContext c, StaffPage page, StaffRequest request);
/// False while a request is unanswered or another process writes the database.
bool may_act(const StaffContext& c);

/// Opens `person` and loads the history; Cancelled returns to `back`.
Step open_person(StaffContext c, RegistrationId person, PeoplePage back);
/// Shows the outcome of a request about the person and reloads the history.
Step show_outcome(PersonPage next, StaffNote note, StaffContext c);
StaffNote note_of(const StaffAnswer& answer);

/// The people page, and the rows that match its filter and search.
PeoplePage people_page(const State& state);
void refresh_people(PeoplePage& page, const State& state);
void refresh_inside_list(RollCallPage& page, const State& state);

}  // namespace entre
