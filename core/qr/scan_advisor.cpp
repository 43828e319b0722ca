#include "core/qr/scan_advisor.hpp"

#include <algorithm>
#include <cmath>

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr auto advice_delay = 1500ms;
constexpr auto forgotten_after = 500ms;  // passes rotate, so a code in view need not be seen in every frame
constexpr double min_module_px = 2.6;
constexpr double max_glare = 0.06;
constexpr double min_contrast = 28;
constexpr double max_blur = 0.55;
constexpr double large_share = 0.45;  // of the picture's shorter side; most webcams cannot focus this near

PicturePoint middle_of(const Detection& detection) {
    PicturePoint middle;
    for (const auto& corner : detection.corners) middle = {middle.x + corner.x / 4, middle.y + corner.y / 4};
    return middle;
}

double side_of(const Detection& detection) {
    double sum = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const auto &a = detection.corners[i], &b = detection.corners[(i + 1) % 4];
        sum += std::hypot(b.x - a.x, b.y - a.y) / 4;
    }
    return sum;
}

bool is_near_the_middle(const Detection& detection, int width_px, int height_px) {
    const PicturePoint middle = middle_of(detection);
    return std::abs(middle.x - width_px / 2.0) < 0.3 * width_px && std::abs(middle.y - height_px / 2.0) < 0.3 * height_px;
}

bool is_cut_off(const Detection& detection, int width_px, int height_px) {
    return std::any_of(detection.corners.begin(), detection.corners.end(),
                       [&](const PicturePoint& p) { return p.x < 0 || p.y < 0 || p.x >= width_px || p.y >= height_px; });
}

}  // namespace

ScanAdvice advice_for(const Detection& detection, int width_px, int height_px) {
    if (is_cut_off(detection, width_px, height_px)) return ScanAdvice::further;
    if (detection.glare > max_glare) return ScanAdvice::away_from_light;
    if (detection.contrast < min_contrast) return ScanAdvice::brighter;
    if (detection.module_px < min_module_px) return ScanAdvice::closer;
    if (detection.blur > max_blur)
        return side_of(detection) > large_share * std::min(width_px, height_px) ? ScanAdvice::further : ScanAdvice::hold_still;
    return ScanAdvice::closer;  // no problem was found, so more pixels can only help
}

double nearness_of(const Detection& detection, int width_px, int height_px) {
    const PicturePoint middle = middle_of(detection);
    const double away = std::hypot(middle.x - width_px / 2.0, middle.y - height_px / 2.0);
    const double farthest = std::hypot(width_px, height_px) / 2;
    return farthest > 0 && std::isfinite(away) ? std::clamp(1 - away / farthest, 0.0, 1.0) : 0;
}

ScanAdvice ScanAdvisor::take(const std::optional<Detection>& unread, bool has_read, int width_px, int height_px,
                             Clock::time_point taken_at) {
    if (has_read || (since_ && taken_at - last_seen_ > forgotten_after)) {
        since_.reset();
        advice_ = ScanAdvice::none;
    }
    if (has_read || !unread || !is_near_the_middle(*unread, width_px, height_px)) return advice_;
    if (!since_) since_ = taken_at;
    last_seen_ = taken_at;
    if (taken_at - *since_ >= advice_delay) advice_ = advice_for(*unread, width_px, height_px);
    return advice_;
}

}  // namespace entre
