#include "core/seminar/reach.hpp"

#include <cmath>

namespace entre {

Mounting mounting(int lower_edge_cm, double height_cm, bool is_portrait) {
    if (lower_edge_cm == 0) return {};
    if (lower_edge_cm + height_cm <= reach_cm) return {Reach::everything};
    const double too_much = lower_edge_cm + (is_portrait ? low_share * height_cm : height_cm) - reach_cm;
    if (too_much <= 0) return {Reach::lower_part};
    return {Reach::too_high, static_cast<int>(std::ceil(too_much))};
}

}  // namespace entre
