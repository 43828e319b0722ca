// Bilinear sampling of one pyramid level, in the coordinates of the full picture.
#pragma once

#include <limits>

#include "core/qr/grey_image.hpp"

namespace entre {

/// Outside the picture its border pixels are repeated. `level` is how often the view was halved.
class Sampler {
public:
    Sampler(const GreyView& view, int level) : view_(view), scale_(1.0F / static_cast<float>(1 << level)) {}

    /// The interpolated level, 0 black to 255 white. (0, 0) is the middle of the full picture's first pixel.
    [[nodiscard]] float at(const PicturePoint& p) const {
        const float x = within((static_cast<float>(p.x) + 0.5F) * scale_ - 0.5F, view_.width_px - 1);
        const float y = within((static_cast<float>(p.y) + 0.5F) * scale_ - 0.5F, view_.height_px - 1);
        const int left = static_cast<int>(x), top = static_cast<int>(y);
        const float across = x - static_cast<float>(left), down = y - static_cast<float>(top);
        const int right = left + 1 < view_.width_px ? 1 : 0;
        const std::uint8_t* upper = row_of(view_, top) + left;
        const std::uint8_t* lower = top + 1 < view_.height_px ? upper + view_.stride : upper;
        const float above = static_cast<float>(upper[0]) + across * static_cast<float>(upper[right] - upper[0]);
        const float below = static_cast<float>(lower[0]) + across * static_cast<float>(lower[right] - lower[0]);
        const float level = above + down * (below - above);
        return level < ceiling_ ? level : ceiling_;
    }
    /// A sampler of the same view that lowers every level above `ceiling` to it.
    [[nodiscard]] Sampler limited(double ceiling) const {
        Sampler out = *this;
        out.ceiling_ = static_cast<float>(ceiling);
        return out;
    }
    [[nodiscard]] float ceiling() const { return ceiling_; }

private:
    /// NaN, as on a homography's horizon, becomes 0.
    static float within(float place, int limit) {
        const float positive = place > 0 ? place : 0;
        return positive < static_cast<float>(limit) ? positive : static_cast<float>(limit);
    }

    GreyView view_;
    float scale_;
    float ceiling_ = std::numeric_limits<float>::infinity();
};

}  // namespace entre
