#include "core/qr/finder_triple.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace entre {

namespace {

double size_of(const FinderPattern& s) { return std::sqrt(s.module_x_px * s.module_y_px); }

/// Whether neither is more than `limit` times the other.
bool are_alike(double a, double b, double limit) { return a <= limit * b && b <= limit * a; }

/// A module's size in the direction (dx, dy). Row and column cross a rotated pattern along a longer path, hence the correction.
double module_towards(const FinderPattern& s, double dx, double dy) {
    const double length = std::sqrt(dx * dx + dy * dy);
    const double cos = std::abs(dx) / length, sin = std::abs(dy) / length;
    const double stretch = std::max(cos, sin);
    return std::sqrt(s.module_x_px * s.module_x_px * cos * cos + s.module_y_px * s.module_y_px * sin * sin) * stretch;
}

std::optional<FinderTriple> made(const FinderPattern& corner, const FinderPattern& a, const FinderPattern& b) {
    const double ax = a.middle.x - corner.middle.x, ay = a.middle.y - corner.middle.y;
    const double bx = b.middle.x - corner.middle.x, by = b.middle.y - corner.middle.y;
    const double pattern_a = ax * ax + ay * ay, pattern_b = bx * bx + by * by;
    const double cross = ax * by - ay * bx, across = pattern_a + pattern_b - 2 * (ax * bx + ay * by);
    // Cheap checks without square roots reject most triples. The side opposite the corner is among the longer ones.
    if (pattern_a < 1 || pattern_b < 1 || !are_alike(pattern_a, pattern_b, 16)) return std::nullopt;
    if (cross * cross < 0.2 * pattern_a * pattern_b || across < 0.3 * std::max(pattern_a, pattern_b)) return std::nullopt;
    const double long_a = std::sqrt(pattern_a), long_b = std::sqrt(pattern_b);
    const double turn = cross / (long_a * long_b);  // sine of the angle between
    const double modules_a = long_a / std::sqrt(module_towards(corner, ax, ay) * module_towards(a, ax, ay));
    const double modules_b = long_b / std::sqrt(module_towards(corner, bx, by) * module_towards(b, bx, by));
    if (std::min(modules_a, modules_b) < 9 || std::max(modules_a, modules_b) > 240) return std::nullopt;
    if (!are_alike(modules_a, modules_b, 2.5)) return std::nullopt;
    const double unequal = std::abs(std::log(modules_a / modules_b));
    FinderTriple triple{corner, turn > 0 ? a : b, turn > 0 ? b : a, 0};
    triple.distortion = 2 * unequal + (1 - std::abs(turn)) + 0.5 * std::abs(std::log(long_a / long_b));
    return triple;
}

}  // namespace

std::vector<FinderTriple> find_triples(std::span<const FinderPattern> patterns, std::size_t limit) {
    std::vector<FinderTriple> triples;
    std::vector<double> sizes;
    for (const auto& pattern : patterns) sizes.push_back(size_of(pattern));
    constexpr double max_unlike = 2.2;  // size ratio of the nearest to the farthest corner of a code seen at an angle
    for (std::size_t i = 0; i < patterns.size(); ++i)
        for (std::size_t j = i + 1; j < patterns.size(); ++j) {
            if (patterns[i].is_inverted != patterns[j].is_inverted) continue;
            if (!are_alike(sizes[i], sizes[j], max_unlike)) continue;
            for (std::size_t k = j + 1; k < patterns.size(); ++k) {
                if (patterns[i].is_inverted != patterns[k].is_inverted) continue;
                if (!are_alike(sizes[i], sizes[k], max_unlike) || !are_alike(sizes[j], sizes[k], max_unlike)) continue;
                const FinderPattern* three[3]{&patterns[i], &patterns[j], &patterns[k]};
                const auto range = std::minmax({sizes[i], sizes[j], sizes[k]});
                const double few = 3.0 / (three[0]->seen + three[1]->seen + three[2]->seen);
                for (int c = 0; c < 3; ++c)
                    if (auto triple = made(*three[c], *three[(c + 1) % 3], *three[(c + 2) % 3])) {
                        triple->distortion += std::log(range.second / range.first) + few;
                        triples.push_back(*triple);
                    }
            }
        }
    std::stable_sort(triples.begin(), triples.end(), [](const auto& a, const auto& b) { return a.distortion < b.distortion; });
    if (triples.size() > limit) triples.resize(limit);
    return triples;
}

}  // namespace entre
