// Reads a code whose three finder squares are known: measures how it lies, samples its modules and lets the decoder mend the
// rest.
#pragma once

#include <optional>

#include "core/ticket/scan/levels.hpp"
#include "core/ticket/scan/meter.hpp"
#include "core/ticket/scan/trio.hpp"

namespace entre {

/// A code that is in the picture, read or not.
struct Sight {
    std::array<PicturePoint, 4> corners{};  ///< clockwise from its own top left, in pixels of the whole picture
    double module_px = 0;
    double contrast = 0;  ///< levels between light and dark in its squares, 0 to 255
    double blur = 0;      ///< 0 when single modules stand out as squares do, 1 when they are lost
    double glare = 0;     ///< the share of its area that is so light that no dark module is left
    bool is_inverted = false;
};

/// What became of a trio.
struct Rectified {
    std::optional<FoundCode> code;
    std::optional<Sight> sight;  ///< when the squares and the timing lines say that a code is there
};

/// `trio` in pixels of the whole picture. Tries one way after the other for as long as `meter` has room; once a code is seen,
/// the meter allows `when_seen_us`. Never throws.
Rectified read_trio(Levels& levels, const Trio& trio, Meter& meter, double when_seen_us);

}  // namespace entre
