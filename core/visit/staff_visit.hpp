// Staff's part of the state machine. Part of the visit; visit.hpp declares what others ask of it.
#pragma once

#include "core/visit/visit.hpp"

namespace entre {

/// What `event` makes of a state on whose screen `screen` stands. Total: what does not fit the page changes nothing.
Step update_staff(const Staff& screen, const Event& event, State state);

/// Keeps the news, and says what of it staff should hear: a flagged guest, a full house.
std::vector<Effect> note_live(State& state, const LiveViewChanged& news);

/// The same of a fresh export: that it waits, or cannot be read.
std::vector<Effect> note_import(State& state, const ImportReviewChanged& news);

/// A visitor on the screen `from` called.
void add_help_call(State& state, std::string_view from);

}  // namespace entre
