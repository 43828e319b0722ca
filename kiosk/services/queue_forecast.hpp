// How long people will wait at a seminar's door: its question for core/attendance/queue_plan.hpp.
#pragma once

#include "core/attendance/queue_plan.hpp"
#include "core/seminar/seminar.hpp"
#include "core/setup/screens.hpp"

namespace entre {

/// How long visits took, and where that was measured.
struct MeasuredVisits {
    Occupancy visits{};    ///< none: too few were measured
    bool is_here = false;  ///< at this kiosk, otherwise also at the doors of earlier seminars
};
/// What is enough to reckon with: this kiosk's own visits if they are, otherwise together with earlier seminars'.
MeasuredVisits measured_visits(const SeminarFolder& folder, const Seminar& seminar);

/// With the seminar's doors, the visits that were measured, and earlier seminars to learn from. `doors_open` may be no time
/// before the start; see PlanQuestion.
PlanQuestion plan_question(const SeminarFolder& folder, const Seminar& seminar, std::size_t invited);

/// For the checklist. Takes less than half a second.
setup::QueueForecast queue_forecast(const SeminarFolder& folder, const Seminar& seminar, std::size_t invited, std::size_t kiosks);

}  // namespace entre
