// Events that update what the kiosk knows beside its screen. Internal to core/visit.
#pragma once

#include <optional>
#include <vector>

#include "core/visit/visit.hpp"

namespace entre {

/// Handles an event about devices, counts, imports or the reader's preferences, whatever the screen; nullopt for any other event.
std::optional<std::vector<Effect>> note_on_every_screen(State& state, const Event& event);

}  // namespace entre
