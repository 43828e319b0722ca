#include "core/qr/measure_pattern.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace entre {

namespace {

constexpr int rays = 40;
constexpr double step = 0.25;  // modules along a ray
constexpr int steps = 24;      // six modules: reaches past the outer edge even if the guess is a third too small
constexpr int min_points = 24;
constexpr double hopeless_modules = 0.9;  // with edges this far off it is not a finder pattern; further rounds cannot help

/// An edge point found along a ray, and its nominal position on the axis: ±1.5, ±2.5 or ±3.5 modules from the middle.
struct Edge {
    PicturePoint pixel;
    double nominal = 0;    // signed
    bool is_side = false;  // on the left or right rather than at the top or bottom
};

using Ray = std::array<float, steps>;

int highest(const Ray& ray, int from, int to) {
    int best = from;
    for (int i = from; i < std::min(to, steps); ++i)
        if (ray[static_cast<std::size_t>(i)] > ray[static_cast<std::size_t>(best)]) best = i;
    return best;
}

int lowest(const Ray& ray, int from, int to) {
    int best = from;
    for (int i = from; i < std::min(to, steps); ++i)
        if (ray[static_cast<std::size_t>(i)] < ray[static_cast<std::size_t>(best)]) best = i;
    return best;
}

/// Where the ray crosses the mean of its values at `from` and `to`, in steps.
double half_way(const Ray& ray, int from, int to) {
    const auto at = [&](int i) { return ray[static_cast<std::size_t>(i)]; };
    const float half = (at(from) + at(to)) / 2;
    for (int i = from; i < to; ++i)
        if ((at(i) - half) * (at(i + 1) - half) <= 0 && at(i) != at(i + 1))
            return i + static_cast<double>((half - at(i)) / (at(i + 1) - at(i)));
    return (from + to) / 2.0;
}

struct Found {
    std::vector<Edge> edges;
    double contrast = 0;
    double brightest = 255;
};

/// The middle value, which a line across some of the rays does not change.
float median(std::vector<float>& values) {
    if (values.empty()) return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

Found edges_around(const Sampler& sampler, const MeasuredPattern& pattern, bool is_inverted) {
    Found found;
    found.edges.reserve(rays * 3);
    const float sign = is_inverted ? -1.0F : 1.0F;
    std::vector<float> contrasts, brightest;
    contrasts.reserve(rays);
    brightest.reserve(rays);
    for (int i = 0; i < rays; ++i) {
        // Evenly along each side, but not into the corners, which blur makes round.
        const double along = 0.8 * ((i / 4 + 0.5) / (rays / 8.0) - 1);
        const bool is_side = i % 2 == 0;
        const double outwards = i % 4 < 2 ? 1 : -1;
        const double u = is_side ? outwards : along, v = is_side ? along : outwards;
        Ray ray;
        for (int k = 0; k < steps; ++k)
            ray[static_cast<std::size_t>(k)] = sign * sampler.at(pattern.at(u * k * step, v * k * step));
        const int light = highest(ray, 5, 13);
        const int dark = lowest(ray, light + 1, light + 8);
        const int outside = highest(ray, dark + 1, dark + 8);
        const auto at = [&](int k) { return ray[static_cast<std::size_t>(std::min(k, steps - 1))]; };
        const float inner = at(0);
        if (at(light) - inner < 6 || at(light) - at(dark) < 0.2F * (at(light) - inner)) continue;
        contrasts.push_back(at(light) - inner);
        brightest.push_back(is_inverted ? -inner : at(light));
        const auto add = [&](double place, double nominal) {
            const double side = is_side ? (u > 0 ? nominal : -nominal) : (v > 0 ? nominal : -nominal);
            found.edges.push_back({pattern.at(u * place * step, v * place * step), side, is_side});
        };
        add(half_way(ray, 0, light), 1.5);
        add(half_way(ray, light, dark), 2.5);
        if (outside < steps && at(outside) - at(dark) > 0.3F * (at(light) - inner))
            add(half_way(ray, dark, std::min(outside, steps - 1)), 3.5);
    }
    found.contrast = static_cast<double>(sign * median(contrasts));
    if (!brightest.empty()) found.brightest = static_cast<double>(median(brightest));
    return found;
}

/// Fits nominal = c0 + c1 x + c2 y (least squares) to the edges of one pair of sides; false when there are too few or the system
/// is singular.
bool fit_line_family(const std::vector<Edge>& edges, bool is_side, const PicturePoint& around, std::array<double, 3>& c) {
    double s[3][4]{};
    int count = 0;
    for (const auto& edge : edges) {
        if (edge.is_side != is_side) continue;
        const double row[4]{1, edge.pixel.x - around.x, edge.pixel.y - around.y, edge.nominal};
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 4; ++j) s[i][j] += row[i] * row[j];
        ++count;
    }
    if (count < min_points / 2) return false;
    for (int i = 0; i < 3; ++i) {
        int best = i;
        for (int k = i + 1; k < 3; ++k)
            if (std::abs(s[k][i]) > std::abs(s[best][i])) best = k;
        if (std::abs(s[best][i]) < 1e-9) return false;
        std::swap(s[i], s[best]);
        for (int k = 0; k < 3; ++k) {
            if (k == i) continue;
            const double share = s[k][i] / s[i][i];
            for (int j = i; j < 4; ++j) s[k][j] -= share * s[i][j];
        }
    }
    for (std::size_t i = 0; i < 3; ++i) c[i] = s[i][3] / s[i][i];
    return true;
}

}  // namespace

std::optional<MeasuredPattern> measure_pattern(const Sampler& sampler, const MeasuredPattern& guess, bool is_inverted) {
    MeasuredPattern pattern = guess;
    for (int round = 0; round < 3; ++round) {
        const Found found = edges_around(sampler, pattern, is_inverted);
        if (found.edges.size() < min_points) return std::nullopt;
        std::array<double, 3> a{}, b{};
        if (!fit_line_family(found.edges, true, pattern.middle, a) || !fit_line_family(found.edges, false, pattern.middle, b))
            return std::nullopt;
        const double det = a[1] * b[2] - a[2] * b[1];
        if (std::abs(det) < 1e-9) return std::nullopt;
        double off = 0;
        for (const auto& edge : found.edges) {
            const auto& c = edge.is_side ? a : b;
            const double error =
                c[0] + c[1] * (edge.pixel.x - pattern.middle.x) + c[2] * (edge.pixel.y - pattern.middle.y) - edge.nominal;
            off += error * error;
        }
        // The inverse of (a; b) gives the module vectors; the middle is where both are zero.
        pattern.across = {b[2] / det, -b[1] / det};
        pattern.down = {-a[2] / det, a[1] / det};
        pattern.middle = {pattern.middle.x + (-a[0] * b[2] + b[0] * a[2]) / det,
                          pattern.middle.y + (-a[1] * b[0] + b[1] * a[0]) / det};
        pattern.contrast = found.contrast;
        pattern.brightest = found.brightest;
        pattern.off_modules = std::sqrt(off / static_cast<double>(found.edges.size()));
        if (pattern.off_modules > hopeless_modules) return std::nullopt;
    }
    return pattern;
}

}  // namespace entre
