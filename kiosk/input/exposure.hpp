// Exposure and focus control for phone screens. Automatic exposure in a dark hall adapts to the hall, so that a phone's screen is
// overexposed to a white patch. This code decides from the pictures which exposure and focus to request instead. Pure.
#pragma once

#include <optional>

#include "core/base/clock.hpp"
#include "core/qr/barcode.hpp"
#include "core/qr/scan_advice.hpp"

namespace entre {

/// The share of overexposed pixels in a picture, 0 to 1. Samples every 64th pixel.
double blown_out_part(const GreyView& picture);

inline constexpr int max_stops = 4;

/// Darkens step by step when something overexposed appears, until it no longer is; returns to normal when nothing was read for a
/// while.
/// Permanent lamps and windows are ignored. One instance per camera.
class ExposurePlan {
public:
    /// Call for each picture. Returns by how many stops (halvings of the exposure) the next picture should be darker than the
    /// camera's own choice.
    int next(double blown_out, bool has_read, Clock::time_point at);

private:
    int stops_ = 0;
    double usual_ = 0;                          // baseline: overexposed share without a visitor
    std::optional<Clock::time_point> first_{};  // time of the first picture; the first moments set the baseline
    Clock::time_point last_{};
    Clock::time_point changed_{};
    Clock::time_point worth_it_{};  // when it began, or the last successful read
    Clock::time_point settles_until_{};
};

/// Chooses the focus while a code is blurred: tries one near distance after another.
class FocusPlan {
public:
    /// 0 is the camera's farthest distance, 1 its nearest; nullopt is autofocus.
    std::optional<double> next(ScanAdvice advice, Clock::time_point at);

private:
    std::optional<Clock::time_point> smeared_since_;
};

}  // namespace entre
