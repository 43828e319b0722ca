// Detects finder patterns, the three squares in the corners of a QR code (ISO/IEC 18004, 6.3.3), in a black and white picture.
// Along any line through the middle of one, dark and light alternate in the ratio 1:1:3:1:1.
#pragma once

#include <vector>

#include "core/qr/barcode.hpp"

namespace entre {

/// A possible finder pattern, in pixels of the picture it was found in.
struct FinderPattern {
    PicturePoint middle;
    double module_x_px = 0;    ///< a module's extent along the row
    double module_y_px = 0;    ///< and along the column
    int seen = 0;              ///< rows and diagonals through it that had the right ratio
    bool is_inverted = false;  ///< light on dark
};

/// Finder patterns in `picture`, whose pixels must be 0 or 255; every `row_step`-th row is scanned. The most certain first, at
/// most `limit`.
std::vector<FinderPattern> find_patterns(const GreyView& picture, int row_step, std::size_t limit);

}  // namespace entre
