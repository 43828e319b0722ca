#include "kiosk/input/exposure.hpp"

#include <algorithm>
#include <array>

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr int as_white_as_can_be = 250;
constexpr int step_px = 8;
constexpr double a_screen = 0.01;  // share of the picture: a phone at arm's length
constexpr auto camera_follows_within = 250ms;
constexpr auto worth_it_for = 3s;
constexpr auto settles_for = 600ms;
constexpr auto forgets_within = 10s;  // a constant bright area becomes part of the baseline
constexpr auto smeared_at_least = 800ms;
constexpr auto focus_every = 450ms;
constexpr std::array<double, 5> near{0.3, 0.45, 0.6, 0.75, 0.9};

double seconds(Clock::duration time) { return std::chrono::duration<double>(time).count(); }

}  // namespace

double blown_out_part(const GreyView& picture) {
    std::int64_t white = 0, all = 0;
    for (int y = 0; y < picture.height_px; y += step_px) {
        const auto* row = picture.pixels + static_cast<std::ptrdiff_t>(y) * picture.stride;
        for (int x = 0; x < picture.width_px; x += step_px, ++all) white += row[x] >= as_white_as_can_be ? 1 : 0;
    }
    return all == 0 ? 0 : static_cast<double>(white) / static_cast<double>(all);
}

int ExposurePlan::next(double blown_out, bool has_read, Clock::time_point at) {
    const double passed = first_ ? seconds(at - last_) : 0;
    if (!first_) {
        first_ = at;
        settles_until_ = at + settles_for;
    }
    last_ = at;
    const bool is_too_bright = blown_out > usual_ + a_screen;
    if (stops_ == 0) {
        if (at < settles_until_) {
            usual_ = blown_out;
        } else if (is_too_bright && !has_read) {
            if (at - changed_ >= camera_follows_within) {
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
            usual_ += (blown_out - usual_) * std::min(1.0, passed / seconds(forgets_within));
        return stops_;
    }
    if (has_read) worth_it_ = at;
    if (at - worth_it_ >= worth_it_for) {
        stops_ = 0;
        changed_ = at;
        settles_until_ = at + settles_for;
    } else if (is_too_bright && !has_read && stops_ < max_stops && at - changed_ >= camera_follows_within) {
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
    if (smeared < smeared_at_least) return std::nullopt;
    return near[static_cast<std::size_t>((smeared - smeared_at_least) / focus_every) % near.size()];
}

}  // namespace entre
