// Staff: the PIN, phones that may follow the door, and the sound when somebody asks for help.
#include "core/setup/steps.hpp"

namespace entre::setup {

namespace {

bool is_choosing_pin(const StaffScreen& screen) { return screen.is_read && (!screen.has_pin || screen.is_changing_pin); }

/// For an answer that no other screen would take.
bool is_waiting(const StaffScreen& screen) {
    return screen.pin.note == NewPinNote::saving || screen.saving != 0 || screen.making_recovery != 0;
}

Step on(const StaffScreen&, const auto&, State state) { return stay(std::move(state)); }

Step on(const StaffScreen& screen, const StaffSettingsRead& read, State state) {
    StaffScreen next = screen;
    next.is_read = true;
    next.has_pin = read.has_pin;
    next.has_phones = read.has_phones;
    next.has_recovery = read.has_recovery;
    return show(std::move(state), std::move(next));
}

Step on(const StaffScreen& screen, const Typed& typed, State state) {
    StaffScreen next = screen;
    if (!is_choosing_pin(screen)) return stay(std::move(state));
    next.pin = with_digit(screen.pin, typed.text);
    return show(std::move(state), std::move(next));
}

Step on(const StaffScreen& screen, const Erased&, State state) {
    StaffScreen next = screen;
    next.pin = without_last_digit(screen.pin);
    return show(std::move(state), std::move(next));
}

/// The button of the keypad: the first time asks for the same again.
Step on(const StaffScreen& screen, const TypingDone&, State state) {
    if (!is_choosing_pin(screen)) return stay(std::move(state));
    StaffScreen next = screen;
    next.pin = confirmed(screen.pin);
    if (next.pin.note != NewPinNote::saving || screen.pin.note == NewPinNote::saving)
        return show(std::move(state), std::move(next));
    next.pin.request = ++state.last_request;
    const SavePin save{next.pin.request, state.folder, screen.pin.digits};
    return show(std::move(state), std::move(next), {save});
}

Step on(const StaffScreen& screen, const PinSaved& saved, State state) {
    if (saved.request != screen.pin.request) return stay(std::move(state));
    StaffScreen next = screen;
    next.pin = {};
    if (saved.problem) {
        next.pin.note = NewPinNote::failed;
        return show(std::move(state), std::move(next));
    }
    next.has_pin = true;
    next.is_changing_pin = false;
    return show(std::move(state), std::move(next));
}

Step on(const StaffScreen& screen, const PinChangeChosen&, State state) {
    StaffScreen next = screen;
    next.is_changing_pin = screen.has_pin && !screen.is_changing_pin;
    next.pin = {};
    return show(std::move(state), std::move(next));
}

Step on(const StaffScreen& screen, const PhonesChosen& chosen, State state) {
    if (screen.saving != 0 || chosen.are_on == screen.has_phones) return stay(std::move(state));
    StaffScreen next = screen;
    next.problem.reset();
    next.saving = ++state.last_request;
    const SavePhones save{next.saving, state.folder, chosen.are_on};
    return show(std::move(state), std::move(next), {save});
}

/// Once phones are on, one is paired at once.
Step on(const StaffScreen& screen, const PhonesSaved& saved, State state) {
    if (saved.request != screen.saving) return stay(std::move(state));
    StaffScreen next = screen;
    next.saving = 0;
    next.problem = saved.problem;
    if (!saved.problem) next.has_phones = !screen.has_phones;
    if (next.has_phones && !saved.problem && !is_waiting(next)) return to_pair(std::move(state), next);
    return show(std::move(state), std::move(next));
}

Step on(const StaffScreen& screen, const PairChosen&, State state) {
    if (!screen.has_phones || is_waiting(screen)) return stay(std::move(state));
    return to_pair(std::move(state), screen);
}

Step on(const StaffScreen& screen, const RecoveryChosen&, State state) {
    if (screen.making_recovery != 0 || !screen.has_pin) return stay(std::move(state));
    StaffScreen next = screen;
    next.problem.reset();
    next.recovery.clear();
    next.making_recovery = ++state.last_request;
    const MakeRecovery make{next.making_recovery, state.folder};
    return show(std::move(state), std::move(next), {make});
}

Step on(const StaffScreen& screen, const RecoveryMade& made, State state) {
    if (made.request != screen.making_recovery) return stay(std::move(state));
    StaffScreen next = screen;
    next.making_recovery = 0;
    next.problem = made.problem;
    next.recovery = made.code;
    next.is_recovery_printed = made.is_printed;
    next.has_recovery = screen.has_recovery || !made.problem;
    return show(std::move(state), std::move(next));
}

Step on(const StaffScreen& screen, const SoundChosen&, State state) {
    StaffScreen next = screen;
    next.sound = SoundTry::playing;
    return show(std::move(state), std::move(next), {PlayHelpSound{}});
}

Step on(const StaffScreen& screen, const SoundPlayed& played, State state) {
    StaffScreen next = screen;
    next.sound = played.was_played ? SoundTry::played : SoundTry::failed;
    return show(std::move(state), std::move(next));
}

/// A PIN that is only half chosen is chosen when the door opens.
Step on(const StaffScreen& screen, const NextChosen&, State state) {
    if (is_waiting(screen)) return stay(std::move(state));
    return to_ready(std::move(state));
}

Step on(const StaffScreen&, const BackChosen&, State state) { return to_camera(std::move(state)); }

}  // namespace

Step to_staff(State state) {
    const ReadStaffSettings read{state.folder};
    return show(std::move(state), StaffScreen{}, {read});
}

Step update_screen(const StaffScreen& screen, const Event& event, State state) {
    return std::visit([&](const auto& e) { return on(screen, e, std::move(state)); }, event);
}

}  // namespace entre::setup
