// The purge that was decided beforehand: a door that is opened after the day on which attendance must be gone purges before
// anything else, if seminar.toml says so ([privacy] purge_when_due).
#pragma once

#include <optional>

#include "core/base/error.hpp"
#include "core/seminar/seminar.hpp"

namespace entre {

/// Purges the folder, and tells the other kiosks at the door, if that is due, decided, and something is left. What it did, for
/// the screen; nullopt: nothing. `is_clock_set`: by a time service. Without one nothing is deleted, as a clock that is a year
/// ahead would delete a seminar on its morning. Takes seconds. Errors: those of plan_purge and purge.
Result<std::optional<Sentence>> purge_if_due(const SeminarFolder& folder, const Seminar& seminar, UtcTime now, bool is_clock_set);

}  // namespace entre
