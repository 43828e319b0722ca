// A finder square measured in grey: where its middle is and how a module lies there, to a fraction of a pixel.
#pragma once

#include <optional>

#include "core/qr/sampler.hpp"

namespace entre {

/// A finder square as a parallelogram, in pixels of the whole picture.
struct MeasuredPattern {
    PicturePoint middle;
    PicturePoint across;     ///< one module along the code's rows
    PicturePoint down;       ///< one module along the code's columns
    double contrast = 0;     ///< levels between its light ring and its dark middle; negative when light on dark
    double off_modules = 0;  ///< how far its edges lie from those of a parallelogram, root mean square

    [[nodiscard]] PicturePoint at(double u, double v) const {  ///< `u`, `v` in modules from the middle
        return {middle.x + u * across.x + v * down.x, middle.y + u * across.y + v * down.y};
    }
};

/// `guess` moved and turned until its edges lie where the picture has them; nothing when there is no square there.
std::optional<MeasuredPattern> measure_pattern(const Sampler& sampler, const MeasuredPattern& guess, bool is_inverted);

}  // namespace entre
