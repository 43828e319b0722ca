// Decodes symbols whose three finder patterns are known: measures the patterns, samples the modules and passes them to the
// decoder, whose error correction repairs the rest.
#pragma once

#include <span>
#include <vector>

#include "core/qr/finder_triple.hpp"
#include "core/qr/image_pyramid.hpp"
#include "core/qr/work_budget.hpp"

namespace entre {

/// A code that is visible in the picture, whether it was read or not.
struct Detection {
    std::array<PicturePoint, 4> corners{};  ///< clockwise from its own top left, in pixels of the full picture
    double module_px = 0;
    double contrast = 0;  ///< grey levels between light and dark in its finder patterns, 0 to 255
    double blur = 0;      ///< 0 when single modules contrast as much as the finder patterns, 1 when they are indistinguishable
    double glare = 0;     ///< share of its area that is too light for dark modules to be visible, 0 to 1
    bool is_inverted = false;
};

/// The codes that were read, and those that are visible but were not.
struct CodesSeen {
    std::vector<FoundCode> codes;
    std::vector<Detection> unread;  ///< confirmed as codes by their timing patterns or their format information
};

/// Decodes `triples`, given in pixels of the full picture; several may consist of the same three patterns. Cheap attempts are
/// made for all triples before expensive ones for any, while `budget` has room; it is raised to `when_seen_us` once a code is
/// seen. Never throws.
CodesSeen decode_triples(ImagePyramid& levels, std::span<const FinderTriple> triples, WorkBudget& budget, double when_seen_us);

}  // namespace entre
