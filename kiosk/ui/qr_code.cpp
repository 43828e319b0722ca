#include "kiosk/ui/qr_code.hpp"

#include <algorithm>
#include <cmath>

#include "core/qr/barcode.hpp"
#include "kiosk/ui/shapes.hpp"

namespace entre {

namespace {

constexpr Rgb white{255, 255, 255}, black{0, 0, 0};

}  // namespace

float draw_qr_code(const Frame& f, const Rect& room, std::string_view text) {
    const auto symbol = qr_symbol(text);
    if (symbol.size == 0) return 0;
    const int modules = symbol.size + 2 * qr_quiet_zone;
    const float unit = std::floor(std::min(room.width, room.height) / static_cast<float>(modules));
    const float side = unit * static_cast<float>(modules);
    fill_rect(*f.list, {room.x, room.y, side, side}, white, f.theme.radius * 0.5f);
    for (int y = 0; y < symbol.size; ++y)
        for (int x = 0; x < symbol.size; ++x) {
            if (!symbol.is_dark(x, y)) continue;
            const auto at = [&](int place) { return unit * static_cast<float>(place + qr_quiet_zone); };
            fill_rect(*f.list, {std::round(room.x) + at(x), std::round(room.y) + at(y), unit, unit}, black);
        }
    return side;
}

}  // namespace entre
