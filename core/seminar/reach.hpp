// How high a screen may be mounted so that everybody reaches what can be tapped, also from a wheelchair: EN 301 549
// (V3.2.1), 8.3.3.
#pragma once

namespace entre {

inline constexpr double reach_cm = 122;  ///< the highest that is reached forwards, with nothing in the way
/// On a tall screen visitors' screens can be kept in its lower part.
inline constexpr double low_share = 0.6;

enum class Reach {
    unknown,     ///< nobody has measured
    everything,  ///< all of the screen
    lower_part,  ///< `low_share` of a tall screen
    too_high
};
struct Mounting {
    Reach reach = Reach::unknown;
    int lower_by_cm = 0;  ///< with `too_high`
};
/// `lower_edge_cm` as in KioskSettings; `height_cm` is the screen's, as it is mounted.
Mounting mounting(int lower_edge_cm, double height_cm, bool is_portrait);

}  // namespace entre
