// The keys for visitors who do not see the screen: each one is pressed once, in turn.
#include "core/setup/keys.hpp"

#include <algorithm>

#include "core/setup/steps.hpp"

namespace entre::setup {

namespace {

Step on(const KeysScreen&, const auto&, State state) { return stay(std::move(state)); }

Step on(const KeysScreen& screen, const KeysRead& read, State state) {
    if (screen.is_read) return stay(std::move(state));
    KeysScreen next = screen;
    next.is_read = true;
    next.keys = read.keys;
    return show(std::move(state), std::move(next));
}

Step on(const KeysScreen& screen, const KeyPressed& pressed, State state) {
    if (!screen.is_read || screen.saving != 0 || screen.learning >= screen.keys.size()) return stay(std::move(state));
    KeysScreen next = screen;
    next.is_unfit = !pressed.is_fit;
    if (next.is_unfit) return show(std::move(state), std::move(next));
    std::replace(next.keys.begin(), next.keys.end(), pressed.key, std::string{});  // it can do one thing only
    next.keys[next.learning] = pressed.key;
    next.is_changed = true;
    if (++next.learning == next.keys.size()) next.learning = missing_key(next);
    return show(std::move(state), std::move(next));
}

Step on(const KeysScreen& screen, const KeyChosen& chosen, State state) {
    if (screen.saving != 0 || chosen.number >= screen.keys.size()) return stay(std::move(state));
    KeysScreen next = screen;
    next.learning = chosen.number;
    next.is_unfit = false;
    return show(std::move(state), std::move(next));
}

Step on(const KeysScreen& screen, const NextChosen&, State state) {
    if (screen.saving != 0 || (screen.is_changed && !has_needed_keys(screen))) return stay(std::move(state));
    if (!screen.is_changed) return to_camera(std::move(state));
    KeysScreen next = screen;
    next.problem.reset();
    next.saving = ++state.last_request;
    const SaveKeys save{next.saving, state.folder, next.keys};
    return show(std::move(state), std::move(next), {save});
}

Step on(const KeysScreen& screen, const KeysSaved& saved, State state) {
    if (saved.request != screen.saving) return stay(std::move(state));
    if (!saved.problem) return to_camera(std::move(state));
    KeysScreen next = screen;
    next.saving = 0;
    next.problem = saved.problem;
    return show(std::move(state), std::move(next));
}

Step on(const KeysScreen& screen, const BackChosen&, State state) {
    return screen.saving != 0 ? stay(std::move(state)) : to_camera(std::move(state));
}

}  // namespace

std::size_t missing_key(const KeysScreen& screen) {
    const auto end = screen.keys.begin() + needed_keys;
    const auto it = std::find(screen.keys.begin(), end, std::string{});
    return it == end ? screen.keys.size() : static_cast<std::size_t>(it - screen.keys.begin());
}

Step to_keys(State state) {
    const ReadKeys read{state.folder};
    return show(std::move(state), KeysScreen{}, {read});
}

Step update_screen(const KeysScreen& screen, const Event& event, State state) {
    return std::visit([&](const auto& e) { return on(screen, e, std::move(state)); }, event);
}

}  // namespace entre::setup
