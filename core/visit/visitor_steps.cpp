// Steps shared by visitor screens, and events that mean the same on all of them.
#include <concepts>

#include "core/visit/visitor_steps.hpp"

namespace entre {

namespace {

template <class... Some>
bool is_one_of(const Screen& screen) {
    return (std::holds_alternative<Some>(screen) || ...);
}

/// Screens on which the next visitor's code is looked up at once.
bool takes_scans(const Screen& screen) {
    return is_one_of<Welcome, Printing, Done, BadgeTrouble, AlreadyIn, Trouble, Search, Offer, PrivacyNotice, StaffComing>(
        screen);
}

/// Screens of a visitor who is checked in: the next scan belongs to the next visitor.
bool is_past(const Screen& screen) { return is_one_of<Printing, Done, BadgeTrouble>(screen); }

/// A screen that closes by itself some time after `shown`; screens that wait for the desk do not.
template <class S>
concept HasTime = requires(S screen) { screen.shown; } && !std::same_as<S, Staff>;

}  // namespace

void restart_time(State& state, Clock::time_point at) {
    std::visit(
        [&](auto& screen) {
            if constexpr (HasTime<std::remove_cvref_t<decltype(screen)>>) screen.shown = at;
        },
        state.screen);
}

Step advise(State state, Advice advice, std::optional<UtcTime> opens) {
    const auto now = state.now;
    return show(std::move(state), Trouble{advice, opens, now}, {PlaySound{Sound::notice}});
}

Step call_staff(State state) {
    // A second tap comes from the same visitor.
    if (!std::holds_alternative<StaffComing>(state.screen)) add_help_call(state, name_of(state.screen));
    const auto now = state.now;
    return show(std::move(state), StaffComing{now}, {AlertStaff{}, PlaySound{Sound::notice}});
}

Step give_up_on_desk(State state) {
    const auto now = state.now;
    return show(std::move(state), Trouble{Advice::desk_failed, {}, now}, {AlertStaff{}, PlaySound{Sound::stop}});
}

Step record_check_in(State state, RecordCheckIn record, Registration who) {
    record.request = ++state.last_request;
    const auto now = state.now;
    return show(std::move(state), Recording{record.request, std::move(who), now}, {std::move(record)});
}

Step turn_away(State state, const Admission& admission, const std::optional<Registration>& who) {
    switch (admission.verdict) {
        case Verdict::admitted:
        case Verdict::unknown: {
            const bool is_full = state.live && state.live->is_full;
            return advise(std::move(state), is_full ? Advice::full : Advice::unknown);
        }
        case Verdict::already_in: {
            const auto now = state.now;
            AlreadyIn already{who.value_or(Registration{}), admission.since.value_or(UtcTime{}), now};
            already.at_kiosk = admission.at_kiosk;
            return show(std::move(state), std::move(already), {PlaySound{Sound::notice}});
        }
        case Verdict::withdrawn:
            return advise(std::move(state), Advice::withdrawn);
        case Verdict::unpaid:
            return advise(std::move(state), Advice::unpaid);
        case Verdict::other_seminar:
            return advise(std::move(state), Advice::other_seminar);
        case Verdict::too_early:
            return advise(std::move(state), Advice::too_early, admission.since);
    }
    return stay(std::move(state));
}

Step open_pin_pad(State state, PinPurpose purpose) {
    const auto now = state.now;
    return show(std::move(state), StaffPin{std::move(purpose), {}, false, false, 0, now});
}

Step on_any_screen(const Scanned& scan, State state) {
    if (!takes_scans(state.screen)) return stay(std::move(state));
    state.last_code = scan.payload;
    state.last_code_seen = scan.at;
    if (is_past(state.screen)) state.preferences = default_preferences(state);
    const RequestId request = ++state.last_request;
    return show(std::move(state), LookingUp{request, scan.at}, {LookUp{request, scan.payload, scan.at}});
}

Step on_any_screen(const CheckInRecorded& done, State state) {
    if (done.verdict != Verdict::admitted || done.order.is_empty()) return stay(std::move(state));
    return {std::move(state), {PrintBadge{done.order}}};
}

Step on_any_screen(const StaffCalled&, State state) {
    if (is_one_of<LookingUp, Recording, StaffPin, Staff>(state.screen)) return stay(std::move(state));
    return call_staff(std::move(state));
}

Step on_any_screen(const StaffDoorOpened&, State state) {
    if (!is_one_of<Welcome, Trouble, BadgeTrouble, AlreadyIn, StaffComing>(state.screen)) return stay(std::move(state));
    return open_pin_pad(std::move(state), OpenStaff{});
}

Step on_any_screen(const SearchStarted& started, State state) {
    if (!is_one_of<Welcome, Trouble>(state.screen)) return stay(std::move(state));
    if (!state.rules.search) return call_staff(std::move(state));
    return show(std::move(state), Search{"", "", NameField::given, true, started.at});
}

/// “OK” on a screen that only informs.
Step on_any_screen(const Confirmed&, State state) {
    if (!is_one_of<Printing, Done, BadgeTrouble, AlreadyIn, Trouble, PrivacyNotice, StaffComing>(state.screen))
        return stay(std::move(state));
    return go_home(std::move(state));
}

Step on_any_screen(const Cancelled&, State state) {
    if (is_one_of<Welcome, LookingUp, Recording, Correcting, Staff>(state.screen)) return stay(std::move(state));
    return go_home(std::move(state));
}

Step on_any_screen(const MoreTimeRequested& requested, State state) {
    restart_time(state, requested.at);
    if (auto* done = std::get_if<Done>(&state.screen)) done->has_more_time = true;
    return stay(std::move(state));
}

Step on_any_screen(const Tick& tick, State state) {
    const auto close = closes_at(state);
    const bool is_waiting = is_one_of<LookingUp, Recording, Printing>(state.screen);  // these have their own end
    return !is_waiting && close && *close <= tick.at ? go_home(std::move(state)) : stay(std::move(state));
}

}  // namespace entre
