// Owning grey images and the filters applied before code detection. They are plain loops over rows, which compilers vectorise.
#pragma once

#include <cstdint>
#include <vector>

#include "core/qr/barcode.hpp"

namespace entre {

/// A grey image that reuses its memory: `reshape` allocates only when the image is larger than any before.
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

/// Halves width and height: each pixel is the mean of 2 × 2; an odd last row or column is dropped.
void halve(const GreyView& from, GreyImage& into);
/// Box blur: the mean of the (2 `radius` + 1)² pixels around each pixel, with the border repeated.
void box_mean(const GreyView& from, int radius, GreyImage& into);
/// Adaptive threshold: 0 where a pixel is darker than `means`, 255 elsewhere. `means` has a quarter of the width and height of
/// `from`.
void threshold(const GreyView& from, const GreyView& means, GreyImage& into);
/// The darkest of the 5 × 5 pixels around each pixel.
void darkest(const GreyView& from, GreyImage& into);
/// Lowers pixels that are further above their mean than the darkest near them, in `dark`, is below it. A bright line across black
/// and white modules thereby becomes hardly lighter than the white ones.
void cap(const GreyView& from, const GreyView& means, const GreyView& dark, GreyImage& into);
/// Sets `means` to 0 (all light) where 5 × 5 pixels of `from` differ by less than `min_contrast`, as only noise is there.
void flatten(const GreyView& from, int min_contrast, GreyImage& means);
/// Unsharp mask: three times the pixel minus twice the mean of the 5 × 5 around it, whose outer pixels have half the weight.
void sharpen(const GreyView& from, GreyImage& into);
/// 255 minus each pixel.
void invert(const GreyView& from, GreyImage& into);

}  // namespace entre
