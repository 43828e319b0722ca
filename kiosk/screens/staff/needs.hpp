// Tasks that need staff right now, the most urgent first.
#pragma once

#include <vector>

#include "kiosk/screens/staff/parts.hpp"

namespace entre {

std::vector<Need> needs_of(const State& state, const Frame& f);

}  // namespace entre
