// Which three finder squares belong to one code, and which of them is its top left.
#pragma once

#include <span>
#include <vector>

#include "core/qr/finder_pattern.hpp"

namespace entre {

/// Three squares as the corners of one code; mirrored codes come out with `right` and `below` exchanged.
struct FinderTriple {
    FinderPattern corner;  ///< the code's top left
    FinderPattern right;   ///< its top right
    FinderPattern below;   ///< its bottom left
    double distortion = 0;   ///< 0 for a square seen from straight above; more for each way it is not
};

/// The likely triples among `squares`, likeliest first, `most` at most. A three may come up again with another square as its
/// corner.
std::vector<FinderTriple> find_triples(std::span<const FinderPattern> patterns, std::size_t limit);

}  // namespace entre
