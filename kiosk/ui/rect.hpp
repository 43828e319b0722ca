// Rectangles on the screen, in px from the top left. Layouts are made by splitting pieces off a rectangle.
#pragma once

#include <algorithm>

namespace entre {

struct PointPx {
    float x = 0, y = 0;
};

struct SizePx {
    int width = 0, height = 0;
    friend bool operator==(const SizePx&, const SizePx&) = default;
};

struct Rect {
    float x = 0, y = 0, width = 0, height = 0;

    [[nodiscard]] float right() const { return x + width; }
    [[nodiscard]] float bottom() const { return y + height; }
    [[nodiscard]] PointPx middle() const { return {x + width / 2, y + height / 2}; }
    [[nodiscard]] bool has(PointPx p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
    [[nodiscard]] bool overlaps(const Rect& other) const {
        return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
    }
    [[nodiscard]] Rect inset(float by) const { return inset(by, by); }
    [[nodiscard]] Rect inset(float by_x, float by_y) const {
        return {x + by_x, y + by_y, std::max(0.0f, width - 2 * by_x), std::max(0.0f, height - 2 * by_y)};
    }
    [[nodiscard]] Rect moved(float by_x, float by_y) const { return {x + by_x, y + by_y, width, height}; }

    /// Splits a piece off one side and returns it; the rectangle shrinks by that piece.
    Rect split_top(float amount) {
        const Rect piece{x, y, width, amount};
        y += amount;
        height -= amount;
        return piece;
    }
    Rect split_bottom(float amount) {
        height -= amount;
        return {x, bottom(), width, amount};
    }
    Rect split_left(float amount) {
        const Rect piece{x, y, amount, height};
        x += amount;
        width -= amount;
        return piece;
    }
    Rect split_right(float amount) {
        width -= amount;
        return {right(), y, amount, height};
    }
};

}  // namespace entre
