// Advice for the visitor when a code is seen but no ticket can be reported.
#pragma once

#include <string_view>

namespace entre {

enum class ScanAdvice {
    none,
    closer,           ///< its modules are too small
    further,          ///< it is too near for the camera to focus, or is cut off by the picture's edge
    away_from_light,  ///< it reflects a lamp
    brighter,         ///< its contrast is too low, as on a dimmed screen
    hold_still,       ///< it is blurred though far enough away
    one_at_a_time,    ///< two people's tickets are in view
    not_a_ticket,     ///< it was read, and is not a ticket of any seminar
};
inline constexpr ScanAdvice last_scan_advice = ScanAdvice::not_a_ticket;

std::string_view to_string(ScanAdvice advice);

}  // namespace entre
