// Events that update the state without belonging to a screen. Internal to core/visit.
#pragma once

#include <optional>
#include <vector>

#include "core/visit/visit.hpp"

namespace entre {

/// Handles an event about devices, counts, imports or display preferences, the same on every screen; nullopt for other events.
std::optional<std::vector<Effect>> note_on_every_screen(State& state, const Event& event);

}  // namespace entre
