// Locates each module of a code in the picture: the homography through the three finder patterns, plus the paper's curvature.
#pragma once

#include <vector>

#include "core/qr/homography.hpp"
#include "core/qr/measure_pattern.hpp"
#include "core/qr/sampler.hpp"

namespace entre {

/// Maps a code's modules to the picture.
struct Grid {
    Homography homography;
    int size = 0;                     ///< modules along a side
    double timing = 0;                ///< how well the timing patterns alternate: 1 is perfect, about 0 when the size is wrong
    int knots = 0;                    ///< of the curved grid, along a side; 0 for a flat code
    std::vector<PicturePoint> curve;  ///< offsets in modules at `knots` × `knots` points from corner to corner, row by row

    /// The pixel position of a point in module coordinates.
    [[nodiscard]] PicturePoint at(double u, double v) const;
};

/// The three measured finder patterns of one code.
struct FinderPatterns {
    MeasuredPattern corner, right, below;
};

/// At most two flat grids for `corners`, best first: of the sizes that fit the patterns' distances, those with the best timing.
std::vector<Grid> lay_grids(const Sampler& sampler, const FinderPatterns& corners);
/// The outer corners and middles of the three finder patterns: enough for the homography of a code seen at an angle.
std::vector<PointPair> point_pairs_of(const FinderPatterns& corners, int size);

}  // namespace entre
