// Grey pictures of our own and what is done to them before a code is looked for. Plain loops over rows, which compilers
// vectorise.
#pragma once

#include <cstdint>
#include <vector>

#include "core/qr/barcode.hpp"

namespace entre {

/// A grey picture whose memory is used again: `reshape` allocates only for a picture larger than any before.
class GreyImage {
public:
    void reshape(int width_px, int height_px);
    [[nodiscard]] int width_px() const { return width_px_; }
    [[nodiscard]] int height_px() const { return height_px_; }
    [[nodiscard]] std::uint8_t* row(int y) { return pixels_.data() + static_cast<std::ptrdiff_t>(y) * width_px_; }
    [[nodiscard]] GreyView view() const { return {pixels_.data(), width_px_, height_px_, width_px_}; }

private:
    std::vector<std::uint8_t> pixels_;
    int width_px_ = 0;
    int height_px_ = 0;
};

inline const std::uint8_t* row_of(const GreyView& picture, int y) {
    return picture.pixels + static_cast<std::ptrdiff_t>(y) * picture.stride;
}

/// Every pixel the mean of a square of four; an odd last row or column is left out.
void halve(const GreyView& from, GreyImage& into);
/// The mean of the (2 `radius` + 1)² pixels around each, with the border repeated.
void box_mean(const GreyView& from, int radius, GreyImage& into);
/// 0 where a pixel is darker than `means`, 255 elsewhere. `means` is four times smaller each way than `from`.
void threshold(const GreyView& from, const GreyView& means, GreyImage& into);
/// Where the levels of 5 × 5 pixels of `from` differ by less than `min_scale`, nothing can be told from noise: `means` become 0 (all
/// is light).
void flatten(const GreyView& from, int min_contrast, GreyImage& means);
/// Three times the pixel less twice the mean of the 5 × 5 around it (the outer ones by half): edges of a blurred picture stand up
/// again.
void sharpen(const GreyView& from, GreyImage& into);
/// 255 less each pixel.
void invert(const GreyView& from, GreyImage& into);

}  // namespace entre
