// A phone that follows the door: a code to scan, until somebody is done.
#include "core/setup/steps.hpp"

namespace entre::setup {

namespace {

Step on(const PairScreen&, const auto&, State state) { return stay(std::move(state)); }

Step on(const PairScreen& screen, const PhonesInvited& invited, State state) {
    if (invited.request != screen.visit) return stay(std::move(state));
    PairScreen next = screen;
    next.code = invited.code;
    next.phones = invited.phones;
    next.problem = invited.problem;
    return show(std::move(state), std::move(next));
}

/// As it was left, with the half of a PIN and the recovery code that nobody has printed.
Step back_to_staff(const PairScreen& screen, State state) {
    StaffScreen staff = screen.staff;
    if (staff.sound == SoundTry::playing) staff.sound = SoundTry::none;  // its answer came to this screen
    return show(std::move(state), std::move(staff), {ClosePairing{}});
}

Step on(const PairScreen& screen, const NextChosen&, State state) { return back_to_staff(screen, std::move(state)); }

Step on(const PairScreen& screen, const BackChosen&, State state) { return back_to_staff(screen, std::move(state)); }

}  // namespace

Step to_pair(State state, const StaffScreen& staff) {
    PairScreen screen;
    screen.staff = staff;
    screen.visit = ++state.last_request;
    const OpenPairing open{screen.visit, state.folder};
    return show(std::move(state), std::move(screen), {open});
}

Step update_screen(const PairScreen& screen, const Event& event, State state) {
    return std::visit([&](const auto& e) { return on(screen, e, std::move(state)); }, event);
}

}  // namespace entre::setup
