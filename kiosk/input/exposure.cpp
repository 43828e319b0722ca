#include "kiosk/input/exposure.hpp"

#include <algorithm>
#include <array>

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr int overexposed_level = 250;
constexpr int step_px = 8;
constexpr double min_screen_share = 0.01;  // share of the picture: a phone at arm's length
constexpr auto camera_reaction_time = 250ms;
constexpr auto stay_dark_for = 3s;
constexpr auto settling_time = 600ms;
constexpr auto baseline_time = 10s;  // a constant bright area becomes part of the baseline
constexpr auto min_blurred_time = 800ms;
constexpr auto focus_step_time = 450ms;
constexpr std::array<double, 5> near{0.3, 0.45, 0.6, 0.75, 0.9};

double seconds(Clock::duration time) { return std::chrono::duration<double>(time).count(); }

}  // namespace

double blown_out_part(const GreyView& picture) {
    std::int64_t white = 0, all = 0;
    for (int y = 0; y < picture.height_px; y += step_px) {
        const auto* row = picture.pixels + static_cast<std::ptrdiff_t>(y) * picture.stride;
        for (int x = 0; x < picture.width_px; x += step_px, ++all) white += row[x] >= overexposed_level ? 1 : 0;
    }
    return all == 0 ? 0 : static_cast<double>(white) / static_cast<double>(all);
}

int ExposurePlan::next(double blown_out, bool has_read, Clock::time_point at) {
    const double passed = first_ ? seconds(at - last_) : 0;
    if (!first_) {
        first_ = at;
        settles_until_ = at + settling_time;
    }
    last_ = at;
    const bool is_too_bright = blown_out > usual_ + min_screen_share;
    if (stops_ == 0) {
        if (at < settles_until_) {
            usual_ = blown_out;
        } else if (is_too_bright && !has_read) {
            if (at - changed_ >= camera_reaction_time) {
                stops_ = 1;
                changed_ = worth_it_ = at;
            }
        } else {
            changed_ = at;  // starts measuring how long it is too bright
        }
        // Lower the baseline immediately: somebody took the screen away.
        if (blown_out < usual_)
            usual_ = blown_out;
        else
            usual_ += (blown_out - usual_) * std::min(1.0, passed / seconds(baseline_time));
        return stops_;
    }
    if (has_read) worth_it_ = at;
    if (at - worth_it_ >= stay_dark_for) {
        stops_ = 0;
        changed_ = at;
        settles_until_ = at + settling_time;
    } else if (is_too_bright && !has_read && stops_ < max_stops && at - changed_ >= camera_reaction_time) {
        ++stops_;
        changed_ = at;
    }
    return stops_;
}

std::optional<double> FocusPlan::next(ScanAdvice advice, Clock::time_point at) {
    if (advice != ScanAdvice::further && advice != ScanAdvice::hold_still) {
        smeared_since_.reset();
        return std::nullopt;
    }
    if (!smeared_since_) smeared_since_ = at;
    const auto smeared = at - *smeared_since_;
    if (smeared < min_blurred_time) return std::nullopt;
    return near[static_cast<std::size_t>((smeared - min_blurred_time) / focus_step_time) % near.size()];
}

}  // namespace entre
