// An image pyramid: one picture at ever smaller scales, each computed once and only on request.
#pragma once

#include <array>

#include "core/qr/grey_image.hpp"

namespace entre {

/// Level 0 is the picture itself; each further level has half the width and height. One thread; memory is reused.
class ImagePyramid {
public:
    static constexpr int limit = 9;

    /// Sets the picture. Its pixels must outlive all use of the pyramid until the next call.
    void show(const GreyView& picture);
    /// Level `level`, or the smallest one when the picture has fewer.
    const GreyView& at(int level);
    /// Level `level` in black and white: adaptive threshold with a window of 8 `radius` + 4 pixels. With
    /// `is_dim` bright lines hardly raise the threshold, and half the usual contrast is enough. Valid until the next call.
    GreyView black_white(int level, int radius, bool is_sharpened, bool is_dim = false);
    /// Level `level` after an unsharp mask. Valid until the next call of this or of `black_white`.
    GreyView sharpened(int level);
    /// The first level whose width and height are at most `side_px`.
    [[nodiscard]] int fitting(int side_px) const;
    [[nodiscard]] int width_px() const { return views_[0].width_px; }
    [[nodiscard]] int height_px() const { return views_[0].height_px; }

private:
    std::array<GreyView, limit + 2> views_{};
    std::array<GreyImage, limit + 2> images_;
    GreyImage black_white_, means_, sharpened_, darkest_, capped_;
    int made_ = 0;
};

}  // namespace entre
