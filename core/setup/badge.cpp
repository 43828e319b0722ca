// The badge's template, shown with a hard name of the list.
#include "core/setup/steps.hpp"

namespace entre::setup {

namespace {

Step on(const BadgeScreen&, const auto&, State state) { return stay(std::move(state)); }

Step on(const BadgeScreen& screen, const BadgesRead& read, State state) {
    BadgeScreen next = screen;
    next.is_read = true;
    next.designs = read.designs;
    next.chosen = read.chosen < read.designs.size() ? read.chosen : 0;
    next.hardest = read.hardest;
    return show(std::move(state), std::move(next));
}

Step on(const BadgeScreen& screen, const BadgeChosen& chosen, State state) {
    if (chosen.index >= screen.designs.size() || !screen.designs[chosen.index].is_readable || screen.saving != 0)
        return stay(std::move(state));
    BadgeScreen next = screen;
    next.is_changed = next.is_changed || next.chosen != chosen.index;
    next.chosen = chosen.index;
    return show(std::move(state), std::move(next));
}

Step on(const BadgeScreen& screen, const NextChosen&, State state) {
    if (screen.saving != 0) return stay(std::move(state));
    if (!screen.is_changed) return to_printer(std::move(state));
    BadgeScreen next = screen;
    next.problem.reset();
    next.saving = ++state.last_request;
    const SaveBadge save{next.saving, state.folder, next.designs[next.chosen].name};
    return show(std::move(state), std::move(next), {save});
}

Step on(const BadgeScreen& screen, const BadgeSaved& saved, State state) {
    if (saved.request != screen.saving) return stay(std::move(state));
    if (!saved.problem) return to_printer(std::move(state));
    BadgeScreen next = screen;
    next.saving = 0;
    next.problem = saved.problem;
    return show(std::move(state), std::move(next));
}

Step on(const BadgeScreen& screen, const BackChosen&, State state) {
    return screen.saving != 0 ? stay(std::move(state)) : to_files(std::move(state));
}

}  // namespace

Step to_badge(State state) {
    const ReadBadges read{state.folder};
    return show(std::move(state), BadgeScreen{}, {read});
}

Step update_screen(const BadgeScreen& screen, const Event& event, State state) {
    return std::visit([&](const auto& e) { return on(screen, e, std::move(state)); }, event);
}

}  // namespace entre::setup
