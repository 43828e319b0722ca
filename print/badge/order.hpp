// In which order badges lie on the table.
#pragma once

#include <vector>

#include "core/registration/registration.hpp"
#include "core/seminar/seminar.hpp"

namespace entre {

enum class BadgeSortKey { name, sector };

/// The people who get a badge before the day (not withdrawn, not on the waiting list), by name_sort_key; or by sector as seminar.toml
/// orders them, then by name.
std::vector<Registration> in_badge_order(std::vector<Registration> people, const Seminar& seminar, BadgeSortKey ordering);

}  // namespace entre
