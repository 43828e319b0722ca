#include "core/qr/finder_pattern.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <optional>

#include "core/qr/grey_image.hpp"

namespace entre {

namespace {

using Runs = std::array<int, 5>;
// Rejected crossings before the row step is doubled: stripes and grain cause tens of thousands.
constexpr int max_rejected = 1'500;
constexpr std::size_t max_raw = 400;  // clusters kept while rows are scanned: enough for a page of text, and bounds the work

/// Whether five runs are about 1:1:3:1:1. Blooming and blur move all edges alike, so each run may be off by up to a module.
bool has_ratio(const Runs& run) {
    const int total = run[0] + run[1] + run[2] + run[3] + run[4];
    if (run[2] * 4 < total || run[2] * 20 > total * 13) return false;
    const int slack = total * 5 + 35;  // in 1/70 px: half a module and half a pixel
    for (const int i : {0, 1, 3, 4})
        if (std::abs(run[static_cast<std::size_t>(i)] * 70 - total * 10) > slack) return false;
    return std::abs(run[2] * 70 - total * 30) <= total * 12 + 56 &&
           std::abs(run[0] + run[1] - run[3] - run[4]) * 70 <= total * 14 + 70;
}

/// The five runs through (x, y) in the direction (dx, dy), and the distance from there to their middle, in steps.
struct Crossing {
    Runs runs{};
    double off = 0;
};

std::optional<Crossing> cross(const GreyView& picture, int x, int y, int dx, int dy, int reach) {
    const std::uint8_t colour = row_of(picture, y)[x];
    const std::ptrdiff_t step = static_cast<std::ptrdiff_t>(dy) * picture.stride + dx;
    const auto room = [&](int sign) {
        int left = reach;
        if (dx * sign > 0) left = std::min(left, picture.width_px - 1 - x);
        if (dx * sign < 0) left = std::min(left, x);
        if (dy * sign > 0) left = std::min(left, picture.height_px - 1 - y);
        if (dy * sign < 0) left = std::min(left, y);
        return left;
    };
    Crossing out;
    int middle[2]{};
    for (int side = 0; side < 2; ++side) {
        const int sign = side == 0 ? -1 : 1;
        const int limit = room(sign);
        const std::uint8_t* pixel = row_of(picture, y) + x;
        std::uint8_t now = colour;
        int lengths[3]{};
        int which = 0, steps = 1;
        for (; steps <= limit; ++steps) {
            pixel += step * sign;
            if (*pixel != now) {
                if (++which == 3) break;
                now = *pixel;
            }
            ++lengths[which];
        }
        if (which < 2 || (which == 2 && steps <= limit)) return std::nullopt;
        middle[side] = lengths[0];
        out.runs[side == 0 ? 1 : 3] = lengths[1];
        out.runs[side == 0 ? 0 : 4] = lengths[2];
    }
    out.runs[2] = middle[0] + middle[1] + 1;
    out.off = (middle[1] - middle[0]) / 2.0;
    return out;
}

int length_of(const Runs& runs) { return runs[0] + runs[1] + runs[2] + runs[3] + runs[4]; }

/// Checks a candidate from one row along its column, the row through its middle and both diagonals.
std::optional<FinderPattern> confirmed(const GreyView& picture, double x, int y, int width) {
    const int column = static_cast<int>(x);
    const auto vertical = cross(picture, column, y, 0, 1, width * 2);
    if (!vertical || !has_ratio(vertical->runs)) return std::nullopt;
    const double middle_y = y + vertical->off;
    const auto horizontal = cross(picture, column, static_cast<int>(middle_y + 0.5), 1, 0, width * 2);
    if (!horizontal || !has_ratio(horizontal->runs)) return std::nullopt;
    const double middle_x = column + horizontal->off;
    const int height = length_of(vertical->runs), across = length_of(horizontal->runs);
    if (height > 5 * across || across > 5 * height) return std::nullopt;
    const int reach = std::max(height, across) * 2;
    int diagonals = 0;
    for (const int dy : {1, -1}) {
        const auto diagonal = cross(picture, static_cast<int>(middle_x + 0.5), static_cast<int>(middle_y + 0.5), 1, dy, reach);
        diagonals += diagonal && has_ratio(diagonal->runs) ? 1 : 0;
    }
    if (diagonals == 0 && std::max(height, across) > 16) return std::nullopt;
    FinderPattern pattern;
    pattern.middle = {middle_x, middle_y};
    pattern.module_x_px = across / 7.0;
    pattern.module_y_px = height / 7.0;
    pattern.seen = 1 + diagonals;
    pattern.is_inverted = row_of(picture, y)[column] != 0;
    return pattern;
}

/// The positions where a row's colour changes, including both ends. The first run is light; it is empty when the row begins dark.
void edges_of(const std::uint8_t* row, int width, std::vector<int>& edges) {
    edges.clear();
    edges.push_back(0);
    std::uint64_t carry = 1;  // the row is preceded by light
    int x = 0;
    for (; x + 64 <= width; x += 64) {
        std::uint64_t bits = 0;
        for (int i = 0; i < 8; ++i) {
            std::uint64_t eight = 0;
            std::memcpy(&eight, row + x + 8 * i, 8);
            if constexpr (std::endian::native == std::endian::big) eight = __builtin_bswap64(eight);
            bits |= (((eight & 0x0101010101010101U) * 0x0102040810204080U) >> 56) << (8 * i);
        }
        std::uint64_t changes = bits ^ ((bits << 1) | carry);
        carry = bits >> 63;
        for (; changes != 0; changes &= changes - 1) edges.push_back(x + std::countr_zero(changes));
    }
    for (; x < width; ++x) {
        const std::uint64_t light = row[x] & 1U;
        if (light != carry) edges.push_back(x);
        carry = light;
    }
    edges.push_back(width);
}

bool belongs(const FinderPattern& cluster, const FinderPattern& pattern) {
    if (cluster.is_inverted != pattern.is_inverted) return false;
    return std::abs(cluster.middle.x - pattern.middle.x) < 2 * cluster.module_x_px + 1 &&
           std::abs(cluster.middle.y - pattern.middle.y) < 2 * cluster.module_y_px + 1 &&
           pattern.module_x_px < 1.7 * cluster.module_x_px + 0.5 && cluster.module_x_px < 1.7 * pattern.module_x_px + 0.5;
}

void blend(FinderPattern& cluster, const FinderPattern& pattern) {
    const double old = cluster.seen, fresh = pattern.seen, all = old + fresh;
    const auto mean = [&](double a, double b) { return (a * old + b * fresh) / all; };
    cluster.middle = {mean(cluster.middle.x, pattern.middle.x), mean(cluster.middle.y, pattern.middle.y)};
    cluster.module_x_px = mean(cluster.module_x_px, pattern.module_x_px);
    cluster.module_y_px = mean(cluster.module_y_px, pattern.module_y_px);
    cluster.seen += pattern.seen;
}

}  // namespace

std::vector<FinderPattern> find_patterns(const GreyView& picture, int row_step, std::size_t limit) {
    std::vector<FinderPattern> clusters;
    std::vector<int> edges;
    edges.reserve(static_cast<std::size_t>(std::max(0, picture.width_px)) + 2);
    const int max_step = 4 * row_step;
    int rejected = 0;
    for (int y = row_step / 2; y < picture.height_px; y += row_step) {
        edges_of(row_of(picture, y), picture.width_px, edges);
        for (std::size_t i = 0; i + 5 < edges.size(); ++i) {
            const int* e = edges.data() + i;
            const int middle = e[3] - e[2], total = e[5] - e[0];
            if (middle * 4 < total || middle * 20 > total * 13 || total < 7) continue;
            if (!has_ratio({e[1] - e[0], e[2] - e[1], middle, e[4] - e[3], e[5] - e[4]})) continue;
            const auto pattern = confirmed(picture, (e[2] + e[3] - 1) / 2.0, y, total);
            if (!pattern) {
                ++rejected;
                continue;
            }
            const auto known =
                std::find_if(clusters.begin(), clusters.end(), [&](const auto& c) { return belongs(c, *pattern); });
            if (known != clusters.end())
                blend(*known, *pattern);
            else if (clusters.size() < max_raw)
                clusters.push_back(*pattern);
        }
        if (rejected > max_rejected && row_step < max_step) {
            row_step *= 2;
            rejected = 0;
        }
    }
    std::stable_sort(clusters.begin(), clusters.end(), [](const auto& a, const auto& b) { return a.seen > b.seen; });
    if (clusters.size() > limit) clusters.resize(limit);
    return clusters;
}

}  // namespace entre
