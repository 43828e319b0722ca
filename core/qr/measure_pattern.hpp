// Measures a finder pattern's centre and module vectors in the grey image, to a fraction of a pixel.
#pragma once

#include <optional>

#include "core/qr/sampler.hpp"

namespace entre {

/// A finder pattern as a parallelogram, in pixels of the full picture.
struct MeasuredPattern {
    PicturePoint middle;
    PicturePoint across;     ///< one module along the code's rows
    PicturePoint down;       ///< one module along the code's columns
    double contrast = 0;     ///< grey levels between its light ring and its dark middle; negative when light on dark
    double brightest = 255;  ///< the grey level of whichever of the two is lighter
    double off_modules = 0;  ///< root-mean-square distance of its edges from the fitted parallelogram, in modules

    [[nodiscard]] PicturePoint at(double u, double v) const {  ///< `u`, `v` in modules from the middle
        return {middle.x + u * across.x + v * down.x, middle.y + u * across.y + v * down.y};
    }
};

/// `guess` refined until its edges match those in the picture; nullopt when there is no finder pattern.
std::optional<MeasuredPattern> measure_pattern(const Sampler& sampler, const MeasuredPattern& guess, bool is_inverted);

}  // namespace entre
