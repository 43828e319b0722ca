// When a camera looks at a bright screen in a dark hall, it exposes for the hall, and the screen is a white patch. What to ask of
// the camera instead, from what its pictures look like. Pure.
#pragma once

#include <optional>

#include "core/base/clock.hpp"
#include "core/qr/barcode.hpp"
#include "core/qr/scan_advice.hpp"

namespace entre {

/// The part of a picture that is as white as can be, 0 to 1. Looks at every 64th pixel.
double blown_out_part(const GreyView& picture);

inline constexpr int max_stops = 4;

/// Darkens step by step when something blown out comes into view, until it no longer is; back when nothing has been read for a
/// while. Lamps and windows that are always there are left alone. One camera.
class ExposurePlan {
public:
    /// A picture came: how many stops (halvings of the light) darker than the camera's own choice the next one should be.
    int next(double blown_out, bool has_read, Clock::time_point at);

private:
    int stops_ = 0;
    double usual_ = 0;                          // of the pictures without anybody
    std::optional<Clock::time_point> first_{};  // picture; the first half second says what is usual
    Clock::time_point last_{};
    Clock::time_point changed_{};
    Clock::time_point worth_it_{};  // when it began, or something was read
    Clock::time_point settles_until_{};
};

/// Where to focus when a code stands there smeared: one near distance after another, for as long as it does.
class FocusPlan {
public:
    /// 0 for the furthest to 1 for the nearest the camera can; nothing for its own choice.
    std::optional<double> next(ScanAdvice advice, Clock::time_point at);

private:
    std::optional<Clock::time_point> smeared_since_;
};

}  // namespace entre
