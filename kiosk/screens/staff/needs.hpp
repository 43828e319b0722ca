// What needs a hand right now, the most pressing first.
#pragma once

#include <vector>

#include "kiosk/screens/staff/parts.hpp"

namespace entre {

std::vector<Need> needs_of(const State& state, const Frame& f);

}  // namespace entre
