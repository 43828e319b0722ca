// The PIN pad that opens the staff screens.
#include "core/base/pin.hpp"
#include "core/visit/visitor_steps.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

Step on(const StaffPin&, const auto& event, State state) { return on_any_screen(event, std::move(state)); }

bool is_digit(const std::string& text) { return text.size() == 1 && text[0] >= '0' && text[0] <= '9'; }

Step on(const StaffPin& screen, const Typed& typed, State state) {
    StaffPin next = screen;
    if (!is_digit(typed.text) || screen.is_checking) return stay(std::move(state));
    if (next.digits.size() < max_pin_digits) next.digits += typed.text;
    next.was_wrong = false;
    next.shown = typed.at;
    return show(std::move(state), std::move(next));
}

Step on(const StaffPin& screen, const Erased& erased, State state) {
    StaffPin next = screen;
    if (!next.digits.empty()) next.digits.pop_back();
    next.shown = erased.at;
    return show(std::move(state), std::move(next));
}

Step on(const StaffPin& screen, const Confirmed& confirmed, State state) {
    const bool is_locked = state.pin_locked_until && confirmed.at < *state.pin_locked_until;
    if (!state.rules.has_pin || is_locked || screen.is_checking || screen.digits.size() < min_pin_digits)
        return stay(std::move(state));
    StaffPin next = screen;
    next.is_checking = true;
    next.request = ++state.last_request;
    next.digits.clear();
    const CheckPin check{next.request, screen.digits, state.wrong_pins};
    return show(std::move(state), next, {check});
}

Step on(const StaffPin& screen, const PinChecked& answer, State state) {
    if (!screen.is_checking || answer.request != screen.request) return stay(std::move(state));
    if (!answer.is_right) {
        const auto pause = pin_pause(++state.wrong_pins);
        if (pause > 0s) state.pin_locked_until = answer.at + pause;
        StaffPin next = screen;
        next.is_checking = false;
        next.was_wrong = true;
        next.shown = answer.at;
        return show(std::move(state), std::move(next), {PlaySound{Sound::notice}});
    }
    state.wrong_pins = 0;
    state.pin_locked_until.reset();
    if (state.rules.is_damaged) return show(std::move(state), Staff{RepairPage{}, 0, false, answer.at}, {PrepareRepair{}});
    if (const auto* reprint = std::get_if<ReprintFor>(&screen.purpose))
        return show(std::move(state), AlreadyIn{reprint->who, reprint->since, answer.at, true});
    return show(std::move(state), Staff{OverviewPage{}, 0, false, answer.at});
}

Step on(const StaffPin& screen, const DeskFailed& failed, State state) {
    return failed.request == screen.request ? give_up_on_desk(std::move(state)) : stay(std::move(state));
}

}  // namespace

Step update_screen(const StaffPin& screen, const Event& event, State state) {
    return std::visit([&](const auto& e) { return on(screen, e, std::move(state)); }, event);
}

}  // namespace entre
