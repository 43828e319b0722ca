// Where each module of a code lies in the picture: the plane through three finder squares, and how the paper bends away from it.
#pragma once

#include <vector>

#include "core/qr/sampler.hpp"
#include "core/qr/homography.hpp"
#include "core/qr/measure_pattern.hpp"

namespace entre {

/// A code's modules as places in the picture.
struct Grid {
    Homography homography;
    int size = 0;                    ///< modules along a side
    double timing = 0;               ///< how well the two timing lines take turns: 1 as drawn, about 0 when the size is wrong
    int knots = 0;                   ///< of the bend, along a side; 0 for a flat code
    std::vector<PicturePoint> curve;  ///< in modules, row by row, at `knots` × `knots` places from corner to corner

    /// The place of a point in module coordinates.
    [[nodiscard]] PicturePoint at(double u, double v) const;
};

/// The three measured squares of one code.
struct FinderPatterns {
    MeasuredPattern corner, right, below;
};

/// Grids for `corners`, the best first: the sizes the squares' distances allow, told apart by the timing lines. Two at most.
std::vector<Grid> lay_grids(const Sampler& sampler, const FinderPatterns& corners);
/// The twelve outer corners of the squares and their middles; where a code is seen aslant they tell the whole plane.
std::vector<PointPair> point_pairs_of(const FinderPatterns& corners, int size);

}  // namespace entre
