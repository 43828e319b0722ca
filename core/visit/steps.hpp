// Steps shared by the visitor and staff screens. Internal to core/visit.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/base/text.hpp"
#include "core/visit/visit.hpp"

namespace entre {

inline constexpr std::size_t max_typed_graphemes = 40;  ///< limits a key held down; names are shortened later

inline Step stay(State state) { return {std::move(state), {}}; }

inline Step show(State state, Screen screen, std::vector<Effect> effects = {}) {
    state.screen = std::move(screen);
    return {std::move(state), std::move(effects)};
}

/// What the next visitor meets, whatever the one before chose.
inline Preferences default_preferences(const State& state) {
    return {state.rules.first_language, false, false, state.rules.begins_low};
}

inline Step go_home(State state) {
    state.kiosk_invitation.reset();  // nobody is at the page that shows it
    if (state.rules.is_damaged)
        state.screen = OutOfOrder{};
    else
        state.screen = Welcome{};
    state.preferences = default_preferences(state);
    return stay(std::move(state));
}

inline void type(std::string& text, const std::string& key) {
    if (text.size() + key.size() <= 4 * max_typed_graphemes && graphemes(text).size() < max_typed_graphemes) text += key;
}

inline void erase_last(std::string& text) {
    auto parts = graphemes(text);
    if (parts.empty()) return;
    parts.pop_back();
    text.clear();
    for (const auto& part : parts) text += part;
}

}  // namespace entre
