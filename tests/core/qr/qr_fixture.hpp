// Draws codes as a camera would see them, for tests of the decoder.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "core/qr/module_grid.hpp"

namespace entre::test {

struct Drawing {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> pixels;

    [[nodiscard]] GreyView view() const { return {pixels.data(), width, height, width}; }
    [[nodiscard]] std::uint8_t& at(int x, int y) { return pixels[static_cast<std::size_t>(y * width + x)]; }
};

struct Paint {
    double light = 225;
    double dark = 30;
};

/// The homography of a code seen at a right angle, given its middle, module size and rotation in radians.
inline Homography lying_flat(int size, double middle_x, double middle_y, double module_px, double turn = 0) {
    const double c = module_px * std::cos(turn), s = module_px * std::sin(turn), half = size / 2.0;
    Homography image;
    image.m = {c, -s, middle_x - c * half + s * half, s, c, middle_y - s * half - c * half, 0, 0, 1};
    return image;
}

/// The homography of a code with these corners, clockwise from its own top left.
inline Homography spanned(int size, const std::array<PicturePoint, 4>& corners) {
    const double n = size;
    const std::array<PointPair, 4> four{{{{0, 0}, corners[0]}, {{n, 0}, corners[1]}, {{n, n}, corners[2]}, {{0, n}, corners[3]}}};
    return fit_homography(four).value();
}

/// `symbol` with its quiet zone on a grey background.
inline Drawing drawn(const QrSymbol& symbol, const Homography& image, int width = 640, int height = 480, Paint paint = {}) {
    const double n = symbol.size;
    std::array<PointPair, 4> back{};
    const std::array<PicturePoint, 4> corners{{{0, 0}, {n, 0}, {n, n}, {0, n}}};
    for (std::size_t i = 0; i < 4; ++i) back[i] = {image(corners[i].x, corners[i].y), corners[i], 1};
    const Homography inverse = fit_homography(back).value();
    Drawing out{width, height, {}};
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            double sum = 0;
            for (const double dy : {-0.3, 0.0, 0.3})
                for (const double dx : {-0.3, 0.0, 0.3}) {
                    const auto p = inverse(x + dx, y + dy);
                    const bool is_paper = p.x >= -4 && p.y >= -4 && p.x < n + 4 && p.y < n + 4;
                    const bool is_code = p.x >= 0 && p.y >= 0 && p.x < n && p.y < n;
                    const bool is_dark = is_code && symbol.is_dark(static_cast<int>(p.x), static_cast<int>(p.y));
                    sum += is_dark ? paint.dark : is_paper ? paint.light : 128;
                }
            out.pixels.push_back(static_cast<std::uint8_t>(sum / 9));
        }
    return out;
}

inline Drawing drawn(const std::string& text, double module_px = 5, double turn = 0, Paint paint = {}) {
    const auto symbol = qr_symbol(text);
    return drawn(symbol, lying_flat(symbol.size, 320, 240, module_px, turn), 640, 480, paint);
}

/// Box blur with a radius of `across` pixels horizontally and `down` vertically.
inline Drawing smeared(const Drawing& from, int across, int down) {
    Drawing out = from;
    for (int y = 0; y < from.height; ++y)
        for (int x = 0; x < from.width; ++x) {
            int sum = 0;
            for (int dy = -down; dy <= down; ++dy)
                for (int dx = -across; dx <= across; ++dx)
                    sum += from.pixels[static_cast<std::size_t>(std::clamp(y + dy, 0, from.height - 1) * from.width +
                                                                std::clamp(x + dx, 0, from.width - 1))];
            out.at(x, y) = static_cast<std::uint8_t>(sum / ((2 * across + 1) * (2 * down + 1)));
        }
    return out;
}

inline Drawing mirrored(const Drawing& from) {
    Drawing out = from;
    for (int y = 0; y < from.height; ++y)
        for (int x = 0; x < from.width; ++x)
            out.at(x, y) = from.pixels[static_cast<std::size_t>(y * from.width + from.width - 1 - x)];
    return out;
}

/// Paints a disc of grey `level`.
inline Drawing spotted(Drawing out, int middle_x, int middle_y, int radius, std::uint8_t level) {
    for (int y = 0; y < out.height; ++y)
        for (int x = 0; x < out.width; ++x)
            if (std::hypot(x - middle_x, y - middle_y) < radius) out.at(x, y) = level;
    return out;
}

/// A picture of pseudo-random noise.
inline Drawing grain(int width, int height, unsigned seed) {
    Drawing out{width, height, {}};
    for (int i = 0; i < width * height; ++i)
        out.pixels.push_back(static_cast<std::uint8_t>((seed = seed * 1664525U + 1013904223U) >> 24));
    return out;
}

/// The exact finder pattern centred at module (u, v), from the code's homography.
inline MeasuredPattern pattern_at(const Homography& image, double u, double v) {
    MeasuredPattern pattern;
    pattern.middle = image(u, v);
    const auto right = image(u + 0.5, v), left = image(u - 0.5, v), low = image(u, v + 0.5), high = image(u, v - 0.5);
    pattern.across = {right.x - left.x, right.y - left.y};
    pattern.down = {low.x - high.x, low.y - high.y};
    pattern.contrast = 195;
    return pattern;
}

inline FinderPatterns corners_of(const Homography& image, int size) {
    return {pattern_at(image, 3.5, 3.5), pattern_at(image, size - 3.5, 3.5), pattern_at(image, 3.5, size - 3.5)};
}

inline double distance(const PicturePoint& a, const PicturePoint& b) { return std::hypot(a.x - b.x, a.y - b.y); }

}  // namespace entre::test
