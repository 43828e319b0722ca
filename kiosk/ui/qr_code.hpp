// A QR code on the screen, for phones.
#pragma once

#include <string_view>

#include "kiosk/ui/widgets.hpp"

namespace entre {

/// Draws it as large as `room` allows, in its upper left corner; returns the side in px, with the quiet zone. White background in
/// every theme, because readers expect dark modules on light. Module sizes are integer px, so that edges are sharp. 0 if `text`
/// is too long for a code.
float draw_qr_code(const Frame& f, const Rect& room, std::string_view text);

}  // namespace entre
