// How long people wait at the door with 1, 2 … kiosks: many mornings are simulated. Pure; the same seed gives the same answer.
//
// A door of twenty-five minutes is overloaded for a while by design, so that formulas for a steady queue (Erlang C) do not apply;
// they are used in tests, where the queue is steady.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/attendance/forecast.hpp"
#include "core/attendance/occupancy.hpp"

namespace entre {

/// Somebody who comes to the door. Seconds.
struct Guest {
    double arrives = 0;
    double visit = 0;  ///< how long a kiosk is taken up, until the badge is printed
};

/// The kiosks and printers of a door.
struct DoorSetUp {
    std::size_t kiosks = 1;
    std::size_t printers = 1;               ///< at least as many as kiosks: each has its own
    double print_seconds = 4;               ///< the last part of a visit, during which it needs a printer
    std::optional<double> one_breaks_at{};  ///< one kiosk is out of use from then on
};

/// The waits of `guests`, who are sorted by arrival, in one queue: how long each stands before a kiosk is free, in seconds. A
/// guest whom no kiosk takes any more waits for ever (infinity).
std::vector<double> waits_of(std::span<const Guest> guests, const DoorSetUp& door);
/// The most people who stand in the queue at once.
std::size_t longest_queue(std::span<const Guest> guests, std::span<const double> waits);

/// What a plan is asked for.
struct PlanQuestion {
    std::size_t invited = 0;
    double doors_open = -45;        ///< minutes relative to the start; who is there before waits for the doors, not for a kiosk
    double visit_seconds = 12;      ///< of a usual visit; one in twenty takes forty seconds more
    double print_seconds = 4;       ///< of which the badge
    std::size_t printers = 0;       ///< 0: one for each kiosk
    double patience_seconds = 180;  ///< "short" is below this
    std::vector<ArrivalCurve> earlier{};  ///< seminars to learn from when people come; without, most come a quarter before
    Occupancy measured{};                 ///< visits as they were; without any, they are made up around `visit_seconds`
    std::size_t mornings = 400;
    std::uint64_t seed = 1;
};

/// The waits with a number of kiosks. Seconds. "Bad mornings" are the worst tenth, and these figures hold in all but those.
struct PlanAnswer {
    std::size_t kiosks = 1;
    double half_wait = 0;        ///< half of the people wait at most this long
    double nearly_all_wait = 0;  ///< 95 of 100 do
    std::size_t longest_queue = 0;
    double short_share = 0;  ///< of all people in all mornings, who wait less than the patience
    double broken_wait = 0;  ///< 95 of 100 wait at most this long if one kiosk breaks when the most people come; may be infinity
    friend bool operator==(const PlanAnswer&, const PlanAnswer&) = default;
};

/// For 1 to `max_kiosks`. The same people come at the same times to each number of kiosks.
std::vector<PlanAnswer> plan_queue(const PlanQuestion& question, std::size_t max_kiosks = 8);
/// The fewest kiosks with which 95 of 100 wait less than the patience in all but the bad mornings; nullopt if none of them is
/// enough.
std::optional<std::size_t> enough_kiosks(const PlanQuestion& question, std::span<const PlanAnswer> answers);

}  // namespace entre
