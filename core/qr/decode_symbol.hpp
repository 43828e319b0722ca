// Reads codes whose three finder squares are known: measures how they lie, samples their modules and lets the decoder mend the
// rest.
#pragma once

#include <span>
#include <vector>

#include "core/qr/image_pyramid.hpp"
#include "core/qr/work_budget.hpp"
#include "core/qr/finder_triple.hpp"

namespace entre {

/// A code that is in the picture, read or not.
struct Detection {
    std::array<PicturePoint, 4> corners{};  ///< clockwise from its own top left, in pixels of the whole picture
    double module_px = 0;
    double contrast = 0;  ///< levels between light and dark in its squares, 0 to 255
    double blur = 0;      ///< 0 when single modules stand out as squares do, 1 when they are lost
    double glare = 0;     ///< the share of its area that is so light that no dark module is left
    bool is_inverted = false;
};

/// Codes that were read, and those that are there but were not.
struct CodesSeen {
    std::vector<FoundCode> codes;
    std::vector<Detection> unread;  ///< whose squares and timing lines say that they are codes
};

/// `triples` in pixels of the whole picture; several may be of the same three squares. What costs little is tried for all of them
/// before what costs much is for any, as long as `meter` has room; once a code is seen, the meter allows `when_seen_us`. Never
/// throws.
CodesSeen decode_triples(ImagePyramid& levels, std::span<const FinderTriple> triples, WorkBudget& budget, double when_seen_us);

}  // namespace entre
