// The last step: the checklist before the door opens.
#include "core/setup/steps.hpp"

namespace entre::setup {

namespace {

Step on(const ReadyScreen&, const auto&, State state) { return stay(std::move(state)); }

/// A clock that was confirmed needs nothing more, but a zone that is hardly the place's does.
Step show_rows(State state, ReadyScreen next) {
    for (auto& row : next.rows)
        if (row.kind == CheckKind::time && row.name.empty() && state.is_clock_right) row.health = Health::good;
    return show(std::move(state), std::move(next));
}

Step on(const ReadyScreen& screen, const Checked& checked, State state) {
    ReadyScreen next = screen;
    next.rows = checked.rows;
    next.is_read = true;
    return show_rows(std::move(state), std::move(next));
}

Step on(const ReadyScreen& screen, const ClockConfirmed&, State state) {
    state.is_clock_right = true;
    return show_rows(std::move(state), screen);
}

Step on(const ReadyScreen&, const OpenChosen&, State state) {
    const OpenDoor open{state.folder};
    return {std::move(state), {open}};
}
Step on(const ReadyScreen&, const NextChosen&, State state) {
    const OpenDoor open{state.folder};
    return {std::move(state), {open}};
}

Step on(const ReadyScreen& screen, const StepChosen& chosen, State state) {
    state.returns_to_ready = chosen.step != StepOf::ready;
    switch (chosen.step) {
        case StepOf::seminar:
            return to_form(std::move(state));
        case StepOf::list:
            return to_files(std::move(state));
        case StepOf::recognise:
            for (const auto& row : screen.rows)
                if (row.kind == CheckKind::list) return to_recognise(std::move(state), static_cast<std::size_t>(row.count));
            return to_files(std::move(state));
        case StepOf::badge:
            return to_badge(std::move(state));
        case StepOf::printer:
            return to_printer(std::move(state));
        case StepOf::camera:
            return to_camera(std::move(state));
        case StepOf::staff:
            return to_staff(std::move(state));
        case StepOf::ready:
            break;
    }
    return to_ready(std::move(state));
}

Step on(const ReadyScreen&, const RehearseChosen&, State state) {
    const Rehearse rehearse{state.folder};
    return {std::move(state), {rehearse}};
}

/// Of a seminar whose checklist was shown first.
Step on(const ReadyScreen&, const FormRead& read, State state) {
    if (read.folder == state.folder) state.form = read.form;
    return stay(std::move(state));
}

Step on(const ReadyScreen&, const BackChosen&, State state) { return to_staff(std::move(state)); }
Step on(const ReadyScreen&, const LeaveChosen&, State state) { return to_start(std::move(state)); }

}  // namespace

Step to_ready(State state) {
    const Check check{state.folder};
    return show(std::move(state), ReadyScreen{}, {check});
}

Step update_screen(const ReadyScreen& screen, const Event& event, State state) {
    return std::visit([&](const auto& e) { return on(screen, e, std::move(state)); }, event);
}

}  // namespace entre::setup
