// Decides what to advise the visitor about a code that is seen but not read.
#pragma once

#include <optional>

#include "core/base/clock.hpp"
#include "core/qr/decode_symbol.hpp"
#include "core/qr/scan_advice.hpp"

namespace entre {

/// The advice that addresses the worst problem of `detection`, in a picture of `width_px` × `height_px`.
ScanAdvice advice_for(const Detection& detection, int width_px, int height_px);

/// How near the middle of the picture it is: 0 in a corner, 1 in the middle.
double nearness_of(const Detection& detection, int width_px, int height_px);

/// Gives advice only after a code has been unread near the middle for 1.5 seconds. One instance per frame sequence; one thread.
class ScanAdvisor {
public:
    /// Takes the result of one frame: the unread code, if any, and whether a code was read. `taken_at` must not decrease.
    ScanAdvice take(const std::optional<Detection>& unread, bool has_read, int width_px, int height_px,
                    Clock::time_point taken_at);

private:
    std::optional<Clock::time_point> since_;  // when the code came into view
    Clock::time_point last_seen_{};
    ScanAdvice advice_ = ScanAdvice::none;
};

}  // namespace entre
