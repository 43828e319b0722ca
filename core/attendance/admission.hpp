// Who is let in. Values in, values out: no clock, no database.
#pragma once

#include <optional>
#include <string_view>

#include "core/base/clock.hpp"
#include "core/registration/registration.hpp"

namespace entre {

/// The answers a door can give. All but `admitted` leave the attendance records as they were.
enum class Verdict { admitted, already_in, withdrawn, unpaid, unknown, other_seminar, too_early };

struct Admission {
    Verdict verdict = Verdict::unknown;
    std::optional<UtcTime> since;  ///< already_in: when the person came; too_early: when the doors open
};

struct AdmissionRules {
    std::optional<UtcTime> doors_open;  ///< nobody is admitted before; empty: the door is open whenever the kiosk runs
};

/// What the door says to a registered person. `inside_since` is the check-in that counts, if the person is inside.
Admission decide(const Registration& person, std::optional<UtcTime> inside_since, const AdmissionRules& rules, UtcTime now);

std::string_view to_string(Verdict verdict);

}  // namespace entre
