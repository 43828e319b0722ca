// Decides who is admitted. Pure: no clock, no database.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/clock.hpp"
#include "core/registration/registration.hpp"

namespace entre {

/// The possible answers. Only `admitted` leads to a new attendance record.
enum class Verdict { admitted, already_in, withdrawn, unpaid, unknown, other_seminar, too_early };

struct Admission {
    Verdict verdict = Verdict::unknown;
    std::optional<UtcTime> since;  ///< already_in: when the person checked in; too_early: when the doors open
    std::string at_kiosk{};        ///< already_in: the name of the other kiosk where the person checked in; empty: at this one
};

struct AdmissionRules {
    std::optional<UtcTime> doors_open;  ///< nobody is admitted earlier; nullopt: the door is open whenever the kiosk runs
};

/// The answer for a registered person. `inside_since` is the valid check-in; nullopt when the person is not inside.
Admission decide(const Registration& person, std::optional<UtcTime> inside_since, const AdmissionRules& rules, UtcTime now);

std::string_view to_string(Verdict verdict);

}  // namespace entre
