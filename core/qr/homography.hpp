// Maps module coordinates of a flat code to pixels, as seen by a pinhole camera without lens distortion.
#pragma once

#include <array>
#include <optional>
#include <span>

#include "core/qr/barcode.hpp"

namespace entre {

/// Module coordinates start at the code's outer top left corner; the middle of the first module is (0.5, 0.5).
struct Homography {
    std::array<double, 9> m{1, 0, 0, 0, 1, 0, 0, 0, 1};  ///< row by row

    [[nodiscard]] PicturePoint operator()(double u, double v) const {
        const double w = m[6] * u + m[7] * v + m[8];
        return {(m[0] * u + m[1] * v + m[2]) / w, (m[3] * u + m[4] * v + m[5]) / w};
    }
};

/// A point of the code and where it was seen; `weight` is the confidence in the measurement.
struct PointPair {
    PicturePoint module;
    PicturePoint pixel;
    double weight = 1;
};

/// The least-squares fit to four or more pairs. nullopt for fewer, for collinear points, and when a point would be on or behind
/// the horizon.
std::optional<Homography> fit_homography(std::span<const PointPair> point_pairs);

}  // namespace entre
