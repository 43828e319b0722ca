// Draws the camera picture in a rounded frame, or an illustration of what to do if there is no picture.
#pragma once

#include <string>
#include <string_view>

#include "core/qr/scan_advice.hpp"
#include "kiosk/ui/frame.hpp"

namespace entre {

/// `is_working` false: there is no picture. `closed` is 0..1: at 0 the corner marks are wide apart, at 1 they have closed in on
/// the code.
void draw_camera(bool is_working, const Frame& f, const Rect& room, float closed);

/// A hint for scanning; null if none is needed.
const std::string* advice_words(const Frame& f, ScanAdvice advice);

}  // namespace entre
