#include "core/qr/homography.hpp"

#include <algorithm>
#include <cmath>

namespace entre {

namespace {

constexpr std::size_t unknowns = 8;
using Equations = std::array<std::array<double, unknowns + 1>, unknowns>;

/// Centre and mean spread of points. Normalizing by them keeps the equations well conditioned.
struct Frame {
    double x = 0, y = 0, size = 1;
};

template <class Point>
Frame frame_of(std::span<const PointPair> point_pairs, Point point) {
    Frame frame;
    for (const auto& s : point_pairs) {
        frame.x += point(s).x / static_cast<double>(point_pairs.size());
        frame.y += point(s).y / static_cast<double>(point_pairs.size());
    }
    double spread = 0;
    for (const auto& s : point_pairs) spread += std::abs(point(s).x - frame.x) + std::abs(point(s).y - frame.y);
    frame.size = std::max(spread / static_cast<double>(2 * point_pairs.size()), 1e-6);
    return frame;
}

/// Gauss–Jordan elimination with partial pivoting; nullopt for a singular system.
std::optional<std::array<double, unknowns>> solved(Equations e) {
    for (std::size_t column = 0; column < unknowns; ++column) {
        std::size_t best = column;
        for (std::size_t row = column + 1; row < unknowns; ++row)
            if (std::abs(e[row][column]) > std::abs(e[best][column])) best = row;
        if (std::abs(e[best][column]) < 1e-9) return std::nullopt;
        std::swap(e[column], e[best]);
        for (std::size_t row = 0; row < unknowns; ++row) {
            if (row == column) continue;
            const double share = e[row][column] / e[column][column];
            for (std::size_t i = column; i <= unknowns; ++i) e[row][i] -= share * e[column][i];
        }
    }
    std::array<double, unknowns> out{};
    for (std::size_t i = 0; i < unknowns; ++i) out[i] = e[i][unknowns] / e[i][i];
    return out;
}

}  // namespace

std::optional<Homography> fit_homography(std::span<const PointPair> point_pairs) {
    if (point_pairs.size() < 4) return std::nullopt;
    const Frame from = frame_of(point_pairs, [](const PointPair& s) { return s.module; });
    const Frame to = frame_of(point_pairs, [](const PointPair& s) { return s.pixel; });
    Equations e{};
    for (const auto& s : point_pairs) {
        const double u = (s.module.x - from.x) / from.size, v = (s.module.y - from.y) / from.size;
        const double x = (s.pixel.x - to.x) / to.size, y = (s.pixel.y - to.y) / to.size;
        const std::array<double, unknowns + 1> across{u, v, 1, 0, 0, 0, -u * x, -v * x, x},
            down{0, 0, 0, u, v, 1, -u * y, -v * y, y};
        for (std::size_t i = 0; i < unknowns; ++i)
            for (std::size_t j = 0; j <= unknowns; ++j) e[i][j] += s.weight * (across[i] * across[j] + down[i] * down[j]);
    }
    const auto h = solved(e);
    if (!h) return std::nullopt;
    // Undo the normalization: pixel = to.size · h(module in frame) + to.
    const auto& a = *h;
    const double g = a[6] / from.size, k = a[7] / from.size;
    const double one = 1 - g * from.x - k * from.y;
    Homography out;
    for (std::size_t row = 0; row < 2; ++row) {
        const double offset = row == 0 ? to.x : to.y;
        const double by_u = a[3 * row] / from.size, by_v = a[3 * row + 1] / from.size;
        const double rest = a[3 * row + 2] - by_u * from.x - by_v * from.y;
        out.m[3 * row] = to.size * by_u + offset * g;
        out.m[3 * row + 1] = to.size * by_v + offset * k;
        out.m[3 * row + 2] = to.size * rest + offset * one;
    }
    out.m[6] = g;
    out.m[7] = k;
    out.m[8] = one;
    for (const auto& s : point_pairs)
        if (out.m[6] * s.module.x + out.m[7] * s.module.y + out.m[8] <= 1e-3) return std::nullopt;
    return out;
}

}  // namespace entre
