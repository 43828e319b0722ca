// What the visitor screens share. Internal to core/visit; each screen's .cpp implements its `update_screen`.
#pragma once

#include "core/base/text.hpp"
#include "core/visit/deadlines.hpp"
#include "core/visit/staff_notices.hpp"
#include "core/visit/steps.hpp"
#include "core/visit/visit.hpp"

namespace entre {

/// The next state when `screen` receives `event`. A combination without a meaning changes nothing.
Step update_screen(const Welcome& screen, const Event& event, State state);
Step update_screen(const OutOfOrder& screen, const Event& event, State state);
Step update_screen(const LookingUp& screen, const Event& event, State state);
Step update_screen(const Confirm& screen, const Event& event, State state);
Step update_screen(const Correcting& screen, const Event& event, State state);
Step update_screen(const Recording& screen, const Event& event, State state);
Step update_screen(const Printing& screen, const Event& event, State state);
Step update_screen(const Done& screen, const Event& event, State state);
Step update_screen(const BadgeTrouble& screen, const Event& event, State state);
Step update_screen(const AlreadyIn& screen, const Event& event, State state);
Step update_screen(const Trouble& screen, const Event& event, State state);
Step update_screen(const Search& screen, const Event& event, State state);
Step update_screen(const Offer& screen, const Event& event, State state);
Step update_screen(const PrivacyNotice& screen, const Event& event, State state);
Step update_screen(const StaffComing& screen, const Event& event, State state);
Step update_screen(const StaffPin& screen, const Event& event, State state);
Step update_screen(const NewPin& screen, const Event& event, State state);

/// Events that mean the same on every visitor screen; a screen's own overload of `on` takes precedence.
inline Step on_any_screen(const auto&, State state) { return stay(std::move(state)); }
/// Looks up the next visitor's code at once if the current visitor is finished or only typing.
Step on_any_screen(const Scanned& scan, State state);
/// Recorded after the screen timed out: the person is checked in, so the badge is printed.
Step on_any_screen(const CheckInRecorded& done, State state);
Step on_any_screen(const StaffCalled&, State state);
Step on_any_screen(const StaffDoorOpened&, State state);
Step on_any_screen(const SearchStarted& started, State state);
Step on_any_screen(const Confirmed&, State state);
Step on_any_screen(const Cancelled&, State state);
Step on_any_screen(const MoreTimeRequested& requested, State state);
Step on_any_screen(const Tick& tick, State state);

/// The visitor is still here: the screen's time begins again.
void restart_time(State& state, Clock::time_point at);
Step advise(State state, Advice advice, std::optional<UtcTime> opens = {});
Step call_staff(State state);
/// The desk failed or did not answer in time.
Step give_up_on_desk(State state);
/// Sends the check-in to the desk under a new request number.
Step record_check_in(State state, RecordCheckIn record, Registration who);
/// Shows why the person is not admitted.
Step turn_away(State state, const Admission& admission, const std::optional<Registration>& who);
Step open_pin_pad(State state, PinPurpose purpose);

}  // namespace entre
