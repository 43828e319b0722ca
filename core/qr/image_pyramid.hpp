// One picture at every scale it is looked at: halved again and again, each made once and only when asked for.
#pragma once

#include <array>

#include "core/qr/grey_image.hpp"

namespace entre {

/// Level 0 is the picture itself, each further level half as wide. One thread; memory is kept from picture to picture.
class ImagePyramid {
public:
    static constexpr int limit = 9;

    /// Looks at `picture` from here on, whose pixels must outlive that.
    void show(const GreyView& picture);
    /// Level `level`; the smallest there is when there are not so many.
    const GreyView& at(int level);
    /// Level `level` in black and white, by the mean of 8 `radius` + 4 pixels around each. Valid until the next call.
    GreyView black_white(int level, int radius, bool is_sharpened);
    /// Level `level` sharpened. Valid until the next call of this or of `black_white`.
    GreyView sharpened(int level);
    /// The first level no wider nor higher than `side_px`.
    [[nodiscard]] int fitting(int side_px) const;
    [[nodiscard]] int width_px() const { return views_[0].width_px; }
    [[nodiscard]] int height_px() const { return views_[0].height_px; }

private:
    std::array<GreyView, limit + 2> views_{};
    std::array<GreyImage, limit + 2> images_;
    GreyImage black_white_, means_, sharpened_;
    int made_ = 0;
};

}  // namespace entre
