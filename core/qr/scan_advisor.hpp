// What a visitor can do about a code that is seen but not read.
#pragma once

#include <optional>

#include "core/base/clock.hpp"
#include "core/qr/decode_symbol.hpp"
#include "core/qr/scan_advice.hpp"

namespace entre {

/// What helps most against what `sight` suffers from, in a picture of `width_px` × `height_px`.
ScanAdvice advice_for(const Detection& detection, int width_px, int height_px);

/// Waits with advice until a code has been in view, near the middle and unread, for a while. One film, one thread.
class ScanAdvisor {
public:
    /// A frame came: what of it is unread, if anything, and whether anything was read. Never earlier than the frame before.
    ScanAdvice take(const std::optional<Detection>& unread, bool has_read, int width_px, int height_px, Clock::time_point taken_at);

private:
    std::optional<Clock::time_point> since_;  // when the code came into view
    Clock::time_point last_seen_{};
    ScanAdvice advice_ = ScanAdvice::none;
};

}  // namespace entre
