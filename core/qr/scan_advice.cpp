#include "core/qr/scan_advice.hpp"

namespace entre {

std::string_view to_string(ScanAdvice advice) {
    switch (advice) {
        case ScanAdvice::none:
            return "none";
        case ScanAdvice::closer:
            return "closer";
        case ScanAdvice::further:
            return "further";
        case ScanAdvice::away_from_light:
            return "away_from_light";
        case ScanAdvice::brighter:
            return "brighter";
        case ScanAdvice::hold_still:
            return "hold_still";
        case ScanAdvice::one_at_a_time:
            return "one_at_a_time";
        case ScanAdvice::not_a_ticket:
            return "not_a_ticket";
    }
    return "none";
}

}  // namespace entre
