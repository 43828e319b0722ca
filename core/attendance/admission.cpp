#include "core/attendance/admission.hpp"

namespace entre {

Admission decide(const Registration& person, std::optional<UtcTime> inside_since, const AdmissionRules& rules, UtcTime now) {
    // A person who is inside stays inside, whatever a later export says about the registration.
    if (inside_since) return {Verdict::already_in, inside_since};
    switch (person.status) {
        case RegistrationStatus::withdrawn:
            return {Verdict::withdrawn, {}};
        case RegistrationStatus::unpaid:
        case RegistrationStatus::waiting_list:
            return {Verdict::unpaid, {}};
        case RegistrationStatus::registered:
            break;
    }
    if (rules.doors_open && now < *rules.doors_open) return {Verdict::too_early, rules.doors_open};
    return {Verdict::admitted, {}};
}

std::string_view to_string(Verdict verdict) {
    switch (verdict) {
        case Verdict::admitted:
            return "admitted";
        case Verdict::already_in:
            return "already_in";
        case Verdict::withdrawn:
            return "withdrawn";
        case Verdict::unpaid:
            return "unpaid";
        case Verdict::unknown:
            return "unknown";
        case Verdict::other_seminar:
            return "other_seminar";
        case Verdict::too_early:
            return "too_early";
    }
    return "";
}

}  // namespace entre
