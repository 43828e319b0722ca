#include "core/qr/module_grid.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "core/qr/qr_layout.hpp"

namespace entre {

namespace {

double length(const PicturePoint& p) { return std::hypot(p.x, p.y); }

/// How much the levels along a timing pattern alternate, as a share of the finder patterns' contrast.
double turns_along(const Sampler& sampler, const Grid& grid, bool is_row, double contrast) {
    double sum = 0;
    int count = 0;
    const auto level = [&](int i) {
        return static_cast<double>(is_row ? sampler.at(grid.at(i + 0.5, 6.5)) : sampler.at(grid.at(6.5, i + 0.5)));
    };
    double before = level(7), now = level(8);
    for (int i = 8; i <= grid.size - 9; ++i) {
        const double next = level(i + 1);
        const double contrast_here = (before + next) / 2 - now;  // positive for a dark module
        sum += std::clamp((i % 2 == 0 ? contrast_here : -contrast_here) / contrast, -1.0, 1.0);
        ++count;
        before = now;
        now = next;
    }
    return count > 0 ? sum / count : 0;
}

/// Counts the modules from the middle of one to that of another along a timing pattern; 0 unless they are about equally long.
/// `bow` is the line's deviation from a straight line at its midpoint, in pixels.
int turns_between(const Sampler& sampler, const PicturePoint& from, const PicturePoint& to, double bow) {
    constexpr double step_px = 0.5;
    const double dx = to.x - from.x, dy = to.y - from.y, long_px = std::hypot(dx, dy);
    const int steps = std::clamp(static_cast<int>(long_px / step_px), 16, 1600);
    std::vector<float> levels;
    for (int i = 0; i <= steps; ++i) {
        const double t = static_cast<double>(i) / steps, off = bow * 4 * t * (1 - t) / std::max(1.0, long_px);
        levels.push_back(sampler.at({from.x + t * dx - off * dy, from.y + t * dy + off * dx}));
    }
    // A change counts once the level has returned by more than a third of the range.
    const auto [low, high] = std::minmax_element(levels.begin(), levels.end());
    const float enough = (*high - *low) / 3;
    int turns = 0, since = 0, shortest = steps, longest = 0;
    float extreme = levels.front();
    bool is_rising = levels.front() < (*low + *high) / 2;
    for (int i = 1; i <= steps; ++i) {
        const float level = levels[static_cast<std::size_t>(i)];
        if (is_rising ? level > extreme : level < extreme) {
            extreme = level;
        } else if (std::abs(level - extreme) > enough) {
            if (turns > 0) {
                shortest = std::min(shortest, i - since);
                longest = std::max(longest, i - since);
            }
            since = i;
            ++turns;
            is_rising = !is_rising;
            extreme = level;
        }
    }
    return longest <= 3 * shortest ? turns : 0;
}

/// The symbol size by counting a timing pattern's modules along straight and curved lines; nullopt when no count is plausible.
std::optional<int> counted_size(const Sampler& sampler, const PicturePoint& from, const PicturePoint& to, double module_px) {
    for (const double bow : {0.0, 0.5, -0.5, 1.0, -1.0, 1.5, -1.5}) {
        // From the last dark module of one finder pattern to the first of the other; sizes differ by four.
        const int turns = turns_between(sampler, from, to, bow * module_px);
        if (turns >= min_qr_size - 13 && turns % 4 == 0) return turns + 13;
    }
    return std::nullopt;
}

/// The sizes counted along the two timing patterns: more reliable than distances where the paper is distorted.
std::vector<int> counted_sizes(const Sampler& sampler, const FinderPatterns& corners) {
    std::vector<int> sizes;
    const auto count = [&](const MeasuredPattern& far, double u, double v, const PicturePoint& module) {
        if (const auto size = counted_size(sampler, corners.corner.at(3, 3), far.at(u, v), length(module)))
            sizes.push_back(*size);
    };
    count(corners.right, -3, 3, corners.corner.across);
    count(corners.below, 3, -3, corners.corner.down);
    return sizes;
}

}  // namespace

PicturePoint Grid::at(double u, double v) const {
    if (knots < 2) return homography(u, v);
    const double scale = (knots - 1) / static_cast<double>(size);
    const double x = std::clamp(u * scale, 0.0, knots - 1.001), y = std::clamp(v * scale, 0.0, knots - 1.001);
    const auto column = static_cast<std::size_t>(x), row = static_cast<std::size_t>(y);
    const double across = x - static_cast<double>(column), down = y - static_cast<double>(row);
    const PicturePoint* upper = curve.data() + row * static_cast<std::size_t>(knots) + column;
    const PicturePoint* lower = upper + knots;
    const auto mix = [&](double a, double b, double c, double d) {
        return (a * (1 - across) + b * across) * (1 - down) + (c * (1 - across) + d * across) * down;
    };
    return homography(u + mix(upper[0].x, upper[1].x, lower[0].x, lower[1].x),
                      v + mix(upper[0].y, upper[1].y, lower[0].y, lower[1].y));
}

std::vector<PointPair> point_pairs_of(const FinderPatterns& corners, int size) {
    std::vector<PointPair> out;
    const auto add = [&](const MeasuredPattern& pattern, double u, double v) {
        for (const auto& [du, dv] : {std::array{-3.5, -3.5}, std::array{3.5, -3.5}, std::array{3.5, 3.5}, std::array{-3.5, 3.5}})
            out.push_back({{u + du, v + dv}, pattern.at(du, dv), 1});
        out.push_back({{u, v}, pattern.middle, 3});
    };
    add(corners.corner, 3.5, 3.5);
    add(corners.right, size - 3.5, 3.5);
    add(corners.below, 3.5, size - 3.5);
    return out;
}

std::vector<Grid> lay_grids(const Sampler& sampler, const FinderPatterns& corners) {
    const PicturePoint right{corners.right.middle.x - corners.corner.middle.x, corners.right.middle.y - corners.corner.middle.y};
    const PicturePoint below{corners.below.middle.x - corners.corner.middle.x, corners.below.middle.y - corners.corner.middle.y};
    // In perspective, the modules on a line number its length divided by the geometric mean of the module sizes at its ends.
    const double across = length(right) / std::sqrt(length(corners.corner.across) * length(corners.right.across));
    const double down = length(below) / std::sqrt(length(corners.corner.down) * length(corners.below.down));
    const double estimate = (across + down) / 2 + 7;
    if (!(estimate < 2 * max_qr_size)) return {};
    const int nearest = std::clamp(static_cast<int>(std::lround((estimate - 17) / 4)), 1, 40);
    const double contrast = std::max(4.0, std::abs(corners.corner.contrast));
    const double sign = corners.corner.contrast < 0 ? -1 : 1;
    const int reach = 1 + static_cast<int>(std::abs(across - down) / 4 + estimate / 24);
    const auto counted = counted_sizes(sampler, corners);
    std::vector<Grid> grids;
    for (int version = std::max(1, nearest - reach); version <= std::min(40, nearest + reach); ++version) {
        Grid grid;
        grid.size = 17 + 4 * version;
        const auto point_pairs = point_pairs_of(corners, grid.size);
        const auto homography = fit_homography(point_pairs);
        if (!homography) continue;
        grid.homography = *homography;
        const double row = turns_along(sampler, grid, true, sign * contrast),
                     column = turns_along(sampler, grid, false, sign * contrast);
        grid.timing = (row + column) / 2 - 0.02 * std::abs(version - nearest);
        const auto votes = static_cast<double>(std::count(counted.begin(), counted.end(), grid.size));
        grid.timing = std::min(1.0, grid.timing + 0.2 * votes);
        grids.push_back(grid);
    }
    std::stable_sort(grids.begin(), grids.end(), [](const auto& a, const auto& b) { return a.timing > b.timing; });
    if (grids.size() > 2) grids.resize(2);
    return grids;
}

}  // namespace entre
