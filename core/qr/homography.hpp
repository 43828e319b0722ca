// How a flat code lies in a picture: from module coordinates to pixels, as a camera without sampler faults sees a plane.
#pragma once

#include <array>
#include <optional>
#include <span>

#include "core/qr/barcode.hpp"

namespace entre {

/// A plane's homography. Modules count from the code's outer top left corner; the middle of the first module is (0.5, 0.5).
struct Homography {
    std::array<double, 9> m{1, 0, 0, 0, 1, 0, 0, 0, 1};  ///< row by row

    [[nodiscard]] PicturePoint operator()(double u, double v) const {
        const double w = m[6] * u + m[7] * v + m[8];
        return {(m[0] * u + m[1] * v + m[2]) / w, (m[3] * u + m[4] * v + m[5]) / w};
    }
};

/// A point of the code and where it was seen; `weight` is how much that is to be trusted.
struct PointPair {
    PicturePoint module;
    PicturePoint pixel;
    double weight = 1;
};

/// The projection that fits four point_pairs or more best (min_scale squares); nothing when they lie in a line or the plane would fold.
std::optional<Homography> fit_homography(std::span<const PointPair> point_pairs);

}  // namespace entre
