#include "kiosk/input/camera_health.hpp"

#include "core/base/log.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr auto gap_report_delay = 1s;
constexpr auto lost_frames_report_interval = 1s;

}  // namespace

void CameraHealth::note_frame(const DecoderHealth& decoder) {
    const auto now = Clock::now();
    frames_until_ = now;
    if (decoder.problem.empty()) decoded_until_ = now;
    if (!decoder.problem.empty() && now - decoded_until_ >= gap_report_delay) {
        if (reported_ && reported_->is_decoder_gone) return;
        return report({false, decoder.problem, true, decoder.lost_frames});
    }
    if (reported_ && reported_->is_working) {
        if (reported_->lost_frames == decoder.lost_frames || now - reported_at_ < lost_frames_report_interval) return;
    } else {
        if (!decoder.problem.empty()) return;
        log_info("camera", "frames arrive");
    }
    report({true, {}, false, decoder.lost_frames});
}

void CameraHealth::note_gap(const std::string& problem) {
    if ((reported_ && !reported_->is_working) || Clock::now() - frames_until_ < gap_report_delay) return;
    log_error("camera", {reported_ ? ErrorCode::camera_lost : ErrorCode::camera_missing, problem});
    report({false, problem, false, reported_ ? reported_->lost_frames : 0});
}

void CameraHealth::report(CameraNews news) {
    reported_at_ = Clock::now();
    listener_.on_status(news);
    reported_ = std::move(news);
}

}  // namespace entre
