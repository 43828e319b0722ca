// When staff are alerted. Internal to core/visit.
#pragma once

#include <string_view>
#include <vector>

#include "core/visit/visit.hpp"

namespace entre {

/// Stores the new view; its effects alert staff to a flagged guest, a full seminar or a label roll that runs low.
std::vector<Effect> note_live(State& state, const LiveViewChanged& changed);

/// Stores the review of a new export; its effects alert staff when it waits for an answer or cannot be read.
std::vector<Effect> note_import(State& state, const ImportReviewChanged& changed);

/// A visitor on the screen named `from` called for staff.
void add_help_call(State& state, std::string_view from);

}  // namespace entre
