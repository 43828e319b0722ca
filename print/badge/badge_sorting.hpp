// The order of pre-printed badges.
#pragma once

#include <vector>

#include "core/registration/registration.hpp"
#include "core/seminar/seminar.hpp"

namespace entre {

enum class BadgeSortKey { name, sector };

/// The people who get a badge before the seminar (not withdrawn, not on the waiting list), sorted by name_sort_key; or by sector
/// in the order of seminar.toml, then by name.
std::vector<Registration> in_badge_order(std::vector<Registration> people, const Seminar& seminar, BadgeSortKey ordering);

}  // namespace entre
