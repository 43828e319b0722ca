// A door that is there already: this kiosk joins it with the code that another kiosk shows.
#include "core/base/text.hpp"
#include "core/setup/steps.hpp"

namespace entre::setup {

namespace {

constexpr std::size_t max_code_length = 400;

Step on(const JoinScreen&, const auto&, State state) { return stay(std::move(state)); }

Step join_with(JoinScreen next, std::string code, State state) {
    if (next.joining != 0) return stay(std::move(state));
    next.problem.reset();
    next.saw_other_code = false;
    next.joining = ++state.last_request;
    const JoinDoor join{next.joining, std::move(code)};
    return show(std::move(state), std::move(next), {join});
}

Step on(const JoinScreen& screen, const InvitationRead& read, State state) {
    return join_with(screen, read.code, std::move(state));
}

Step on(const JoinScreen& screen, const CodeRead&, State state) {
    JoinScreen next = screen;
    next.is_working = true;
    next.advice = ScanAdvice::none;
    next.saw_other_code = next.joining == 0;
    return show(std::move(state), std::move(next));
}

Step on(const JoinScreen& screen, const CameraStatus& status, State state) {
    JoinScreen next = screen;
    next.is_working = status.is_working;
    return show(std::move(state), std::move(next));
}

Step on(const JoinScreen& screen, const CameraAdvised& advised, State state) {
    JoinScreen next = screen;
    next.advice = advised.advice;
    return show(std::move(state), std::move(next));
}

Step on(const JoinScreen& screen, const JoinTypingToggled&, State state) {
    JoinScreen next = screen;
    next.is_typing = !screen.is_typing;
    next.problem.reset();
    return show(std::move(state), std::move(next));
}

Step on(const JoinScreen& screen, const Typed& typed, State state) {
    const bool is_too_long = screen.code.size() + typed.text.size() > max_code_length;
    if (!screen.is_typing || screen.joining != 0 || is_too_long) return stay(std::move(state));
    JoinScreen next = screen;
    next.code += typed.text;
    next.is_shift_on = false;
    next.problem.reset();
    return show(std::move(state), std::move(next));
}

Step on(const JoinScreen& screen, const Erased&, State state) {
    const auto letters = graphemes(screen.code);
    if (screen.joining != 0 || letters.empty()) return stay(std::move(state));
    JoinScreen next = screen;
    next.code.resize(next.code.size() - letters.back().size());
    return show(std::move(state), std::move(next));
}

Step on(const JoinScreen& screen, const ShiftToggled&, State state) {
    JoinScreen next = screen;
    next.is_shift_on = !next.is_shift_on;
    return show(std::move(state), std::move(next));
}

Step on(const JoinScreen& screen, const NextChosen&, State state) {
    if (!screen.is_typing || screen.code.empty()) return stay(std::move(state));
    return join_with(screen, screen.code, std::move(state));
}

Step on(const JoinScreen& screen, const TypingDone&, State state) { return on(screen, NextChosen{}, std::move(state)); }

/// On to the checklist, since the printer and the camera are this kiosk's own.
Step on(const JoinScreen& screen, const DoorJoined& joined, State state) {
    if (joined.request != screen.joining) return stay(std::move(state));
    if (joined.problem) {
        JoinScreen next = screen;
        next.joining = 0;
        next.problem = joined.problem;
        return show(std::move(state), std::move(next));
    }
    state.folder = joined.folder;
    auto step = to_ready(std::move(state));
    step.effects.emplace_back(ReadForm{joined.folder});
    step.effects.emplace_back(CloseCamera{});
    return step;
}

/// From the keyboard to the camera first.
Step on(const JoinScreen& screen, const BackChosen&, State state) {
    if (screen.is_typing) return on(screen, JoinTypingToggled{}, std::move(state));
    auto step = to_start(std::move(state));
    step.effects.emplace_back(CloseCamera{});
    return step;
}

}  // namespace

Step to_join(State state) { return show(std::move(state), JoinScreen{}, {OpenCamera{{}, "auto"}}); }

Step update_screen(const JoinScreen& screen, const Event& event, State state) {
    return std::visit([&](const auto& e) { return on(screen, e, std::move(state)); }, event);
}

}  // namespace entre::setup
