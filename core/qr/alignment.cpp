#include "core/qr/alignment.hpp"

#include <array>
#include <cmath>

#include "core/qr/qr_layout.hpp"

namespace entre {

namespace {

/// The sum of squared differences between neighbouring modules: greatest when each sample is in the middle of its module.
double sharpness(const Sampler& sampler, const Grid& grid, int stride) {
    const int size = grid.size;
    std::vector<float> above(static_cast<std::size_t>(size)), row(static_cast<std::size_t>(size));
    double sum = 0;
    for (int y = 0; y < size; ++y) {
        // Of every `stride` rows, one row and the row below it.
        const bool is_needed = y % stride == 0 || (y > 0 && (y - 1) % stride == 0);
        if (!is_needed) continue;
        for (int x = 0; x < size; ++x) row[static_cast<std::size_t>(x)] = sampler.at(grid.at(x + 0.5, y + 0.5));
        if (y % stride == 0)
            for (std::size_t x = 1; x < row.size(); ++x)
                sum += static_cast<double>((row[x] - row[x - 1]) * (row[x] - row[x - 1]));
        if (y > 0 && (y - 1) % stride == 0)
            for (std::size_t x = 0; x < row.size(); ++x) sum += static_cast<double>((row[x] - above[x]) * (row[x] - above[x]));
        std::swap(row, above);
    }
    return sum;
}

/// The contrast of an alignment pattern (5 × 5 modules) centred at (u, v), in grey levels; positive when dark on light.
double alignment_contrast(const Sampler& sampler, const Grid& grid, double u, double v) {
    double ring = 0, light = 0;
    for (int dy = -2; dy <= 2; ++dy)
        for (int dx = -2; dx <= 2; ++dx) {
            const double level = static_cast<double>(sampler.at(grid.at(u + dx, v + dy)));
            (std::max(std::abs(dx), std::abs(dy)) == 1 ? light : ring) += level;
        }
    return light / 8 - ring / 17;
}

struct Spot {
    double u = 0, v = 0, contrast = 0;
};

/// The point within `reach` modules of (u, v) that looks most like the centre of an alignment pattern.
Spot best_alignment(const Sampler& sampler, const Grid& grid, double u, double v, double reach, double sign) {
    Spot best{u, v, sign * alignment_contrast(sampler, grid, u, v)};
    for (double dv = -reach; dv <= reach; dv += 0.5)
        for (double du = -reach; du <= reach; du += 0.5) {
            const double contrast =
                sign * alignment_contrast(sampler, grid, u + du, v + dv) * (1 - 0.02 * (std::abs(du) + std::abs(dv)));
            if (contrast > best.contrast) best = {u + du, v + dv, contrast};
        }
    for (const double fine : {0.25, 0.12}) {
        const Spot middle = best;
        for (const double dv : {-fine, 0.0, fine})
            for (const double du : {-fine, 0.0, fine}) {
                const double contrast = sign * alignment_contrast(sampler, grid, middle.u + du, middle.v + dv);
                if (contrast > best.contrast) best = {middle.u + du, middle.v + dv, contrast};
            }
    }
    return best;
}

std::array<PicturePoint, 4> outer_corners(const Grid& grid) {
    const double n = grid.size;
    return {grid.homography(0, 0), grid.homography(n, 0), grid.homography(n, n), grid.homography(0, n)};
}

std::optional<Homography> through(const std::array<PicturePoint, 4>& corners, int size) {
    const double n = size;
    const std::array<PointPair, 4> four{{{{0, 0}, corners[0]}, {{n, 0}, corners[1]}, {{n, n}, corners[2]}, {{0, n}, corners[3]}}};
    return fit_homography(four);
}

/// Hill climbing: moves one corner in ever smaller steps for as long as sharpness increases.
void climb(const Sampler& sampler, Grid& grid, std::size_t which, double first_step_modules, int stride) {
    auto corners = outer_corners(grid);
    const PicturePoint along = grid.homography(grid.size, grid.size), back = grid.homography(grid.size - 1, grid.size - 1);
    const double module_px = std::max(0.5, std::hypot(along.x - back.x, along.y - back.y) / 1.4142);
    double best = sharpness(sampler, grid, stride);
    for (double step = first_step_modules; step > 0.1; step /= 2) {
        for (int rounds = 0; rounds < 4; ++rounds) {
            bool has_moved = false;
            for (const auto& [dx, dy] : {std::array{1, 0}, std::array{-1, 0}, std::array{0, 1}, std::array{0, -1}}) {
                auto moved = corners;
                moved[which] = {corners[which].x + dx * step * module_px, corners[which].y + dy * step * module_px};
                const auto homography = through(moved, grid.size);
                if (!homography) continue;
                Grid tried = grid;
                tried.homography = *homography;
                const double value = sharpness(sampler, tried, stride);
                if (value > best) {
                    best = value;
                    corners = moved;
                    grid.homography = *homography;
                    has_moved = true;
                }
            }
            if (!has_moved) break;
        }
    }
}

}  // namespace

Grid with_alignment(const Sampler& sampler, const FinderPatterns& corners, Grid grid) {
    const double sign = corners.corner.contrast < 0 ? -1 : 1;
    const double contrast = std::abs(corners.corner.contrast);
    const auto places = alignment_places(grid.size);
    bool is_seen = false;
    if (!places.empty()) {
        const double place = places.back() + 0.5;
        const Spot spot = best_alignment(sampler, grid, place, place, 2.5 + grid.size / 25.0, sign);
        if (spot.contrast > 0.45 * contrast) {
            auto point_pairs = point_pairs_of(corners, grid.size);
            point_pairs.push_back({{place, place}, grid.homography(spot.u, spot.v), 8});
            if (const auto homography = fit_homography(point_pairs)) {
                grid.homography = *homography;
                is_seen = true;
            }
        }
    }
    const int stride = grid.size > 60 ? 3 : grid.size > 35 ? 2 : 1;
    climb(sampler, grid, 2, is_seen ? 0.5 : 1.5, stride);
    return grid;
}

}  // namespace entre
