// Groups finder patterns into triples that may belong to one code, and determines which of the three is its top left.
#pragma once

#include <span>
#include <vector>

#include "core/qr/finder_pattern.hpp"

namespace entre {

/// Three finder patterns as the corners of one code. For a mirrored code `right` and `below` are swapped.
struct FinderTriple {
    FinderPattern corner;   ///< the code's top left
    FinderPattern right;    ///< its top right
    FinderPattern below;    ///< its bottom left
    double distortion = 0;  ///< 0 for a square code seen at a right angle; grows with every deviation from that
};

/// The plausible triples among `patterns`, most likely first, at most `limit`. The same three patterns may occur again with
/// another of them as the corner.
std::vector<FinderTriple> find_triples(std::span<const FinderPattern> patterns, std::size_t limit);

}  // namespace entre
