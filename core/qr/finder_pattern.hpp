// The three squares in the corners of a QR code (ISO/IEC 18004, 6.3.3), found in a black and white picture: along any line
// through the middle of one, dark and light take turns as 1:1:3:1:1.
#pragma once

#include <vector>

#include "core/qr/barcode.hpp"

namespace entre {

/// A square that may be a corner of a code, in pixels of the picture it was found in.
struct FinderPattern {
    PicturePoint middle;
    double module_x_px = 0;    ///< a module's extent along the row
    double module_y_px = 0;    ///< and along the column
    int seen = 0;              ///< rows that crossed it
    bool is_inverted = false;  ///< light on dark
};

/// Finder squares in `picture`, whose pixels are 0 or 255; every `row_step`-th row is looked at. The most certain first, `most`
/// at most.
std::vector<FinderPattern> find_patterns(const GreyView& picture, int row_step, std::size_t limit);

}  // namespace entre
