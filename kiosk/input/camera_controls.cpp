#include "kiosk/input/camera_controls.hpp"

#include <fcntl.h>
#include <linux/videodev2.h>
#include <sys/ioctl.h>

#include <algorithm>
#include <cmath>

#include "core/base/log.hpp"
#include "kiosk/input/exposure.hpp"

namespace entre {

CameraControls::CameraControls(const std::string& device) : device_(::open(device.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC)) {
    if (!device_) return;
    auto_exposure_ = find(V4L2_CID_EXPOSURE_AUTO);
    exposure_ = find(V4L2_CID_EXPOSURE_ABSOLUTE);
    gain_ = find(V4L2_CID_GAIN);
    auto_focus_ = find(V4L2_CID_FOCUS_AUTO);
    focus_ = find(V4L2_CID_FOCUS_ABSOLUTE);
    log_info("camera", "{}: exposure {}, gain {}, focus {}", device, exposure_ ? "adjustable" : "automatic",
             gain_ ? "adjustable" : "automatic", focus_ ? "adjustable" : "automatic");
}

CameraControls::~CameraControls() {
    darken(0);
    focus(std::nullopt);
}

std::optional<CameraControls::Control> CameraControls::find(std::uint32_t id) const {
    v4l2_queryctrl query{};
    query.id = id;
    v4l2_control value{id, 0};
    constexpr std::uint32_t not_for_us = V4L2_CTRL_FLAG_DISABLED | V4L2_CTRL_FLAG_READ_ONLY;
    if (::ioctl(device_.get(), VIDIOC_QUERYCTRL, &query) != 0 || (query.flags & not_for_us) != 0 ||
        query.minimum >= query.maximum)
        return std::nullopt;
    if (::ioctl(device_.get(), VIDIOC_G_CTRL, &value) != 0) return std::nullopt;
    return Control{id, query.minimum, query.maximum, value.value};
}

bool CameraControls::set(std::uint32_t id, std::int32_t value) {
    v4l2_control control{id, value};
    return device_ && ::ioctl(device_.get(), VIDIOC_S_CTRL, &control) == 0;
}

void CameraControls::darken(int stops) {
    if (stops == stops_ || !exposure_) return;
    if (stops_ == 0) {
        // Read the camera's own exposure again, because it may have changed.
        if (const auto now = find(exposure_->id)) exposure_ = now;
        if (auto_exposure_) set(auto_exposure_->id, V4L2_EXPOSURE_MANUAL);
    }
    stops_ = stops;
    if (stops == 0) {
        set(exposure_->id, exposure_->found);
        if (gain_) set(gain_->id, gain_->found);
        if (auto_exposure_) set(auto_exposure_->id, auto_exposure_->found);
        return;
    }
    set(exposure_->id, std::max(exposure_->lowest, exposure_->found >> stops));
    // Reduce the gain in proportion; at the last step it is at its minimum.
    if (gain_) set(gain_->id, gain_->found - (gain_->found - gain_->lowest) * stops / max_stops);
}

void CameraControls::focus(std::optional<double> nearness) {
    if (nearness == nearness_ || !focus_ || !auto_focus_) return;
    if (!nearness_) set(auto_focus_->id, 0);
    nearness_ = nearness;
    if (nearness) {
        set(focus_->id, focus_->lowest + static_cast<std::int32_t>(std::lround((focus_->highest - focus_->lowest) * *nearness)));
        return;
    }
    set(focus_->id, focus_->found);
    set(auto_focus_->id, auto_focus_->found);
}

}  // namespace entre
