#include "core/qr/image_pyramid.hpp"

#include <algorithm>

namespace entre {

namespace {

constexpr int min_contrast = 14;  // grey levels between the darkest and lightest of 20 × 20 pixels; sensor noise is lower
constexpr int min_contrast_dim = 7;
constexpr int cap_rounds = 2;  // further rounds read no more

}  // namespace

void ImagePyramid::show(const GreyView& picture) {
    views_[0] = picture;
    made_ = 1;
}

const GreyView& ImagePyramid::at(int level) {
    const int wanted = std::clamp(level, 0, limit + 1);
    while (made_ <= wanted) {
        const auto next = static_cast<std::size_t>(made_++);
        const GreyView& larger = views_[next - 1];
        if (larger.width_px < 2 || larger.height_px < 2) {
            views_[next] = larger;
            continue;
        }
        halve(larger, images_[next]);
        views_[next] = images_[next].view();
    }
    return views_[static_cast<std::size_t>(wanted)];
}

GreyView ImagePyramid::sharpened(int level) {
    sharpen(at(level), sharpened_);
    return sharpened_.view();
}

GreyView ImagePyramid::black_white(int level, int radius, bool is_sharpened, bool is_dim) {
    const GreyView& coarse = at(level + 2);
    box_mean(coarse, radius, means_);
    if (is_dim) {
        darkest(coarse, darkest_);
        for (int round = 0; round < cap_rounds; ++round) {
            cap(coarse, means_.view(), darkest_.view(), capped_);
            box_mean(capped_.view(), radius, means_);
        }
    }
    flatten(coarse, is_dim ? min_contrast_dim : min_contrast, means_);
    threshold(is_sharpened ? sharpened(level) : at(level), means_.view(), black_white_);
    return black_white_.view();
}

int ImagePyramid::fitting(int side_px) const {
    int level = 0;
    int side = std::max(width_px(), height_px());
    for (; side > side_px && level < limit - 1; ++level) side /= 2;
    return level;
}

}  // namespace entre
