// Which three finder squares belong to one code, and which of them is its top left.
#pragma once

#include <span>
#include <vector>

#include "core/qr/finder_pattern.hpp"

namespace entre {

/// Three squares as the corners of one code; mirrored codes come out with `right` and `below` exchanged.
struct Trio {
    FinderSquare corner;  ///< the code's top left
    FinderSquare right;   ///< its top right
    FinderSquare below;   ///< its bottom left
    double oddness = 0;   ///< 0 for a square seen from straight above; more for each way it is not
};

/// The likely threes among `squares`, likeliest first, `most` at most. A three may come up again with another square as its
/// corner.
std::vector<Trio> find_trios(std::span<const FinderSquare> squares, std::size_t limit);

}  // namespace entre
