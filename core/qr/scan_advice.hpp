// What helps when a code is seen but leads nowhere.
#pragma once

#include <string_view>

namespace entre {

enum class ScanAdvice {
    none,
    closer,           ///< its modules are too small
    further,          ///< it is too near for the camera to be sharp, or does not fit in
    away_from_light,  ///< a lamp is mirrored in it
    brighter,         ///< a screen too dark to tell from its surroundings
    hold_still,       ///< it is smeared though far enough away
    one_at_a_time,    ///< two people's tickets are in view
    not_a_ticket,     ///< it was read, and is no ticket of any seminar
};
inline constexpr ScanAdvice last_scan_advice = ScanAdvice::not_a_ticket;

std::string_view to_string(ScanAdvice advice);

}  // namespace entre
