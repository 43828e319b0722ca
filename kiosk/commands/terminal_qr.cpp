#include "kiosk/commands/terminal_qr.hpp"

#include "core/qr/barcode.hpp"

namespace entre {

std::string terminal_qr(std::string_view text) {
    const auto symbol = qr_symbol(text);
    std::string out;
    const auto is_light = [&](int x, int y) {
        return x < 0 || y < 0 || x >= symbol.size || y >= symbol.size || !symbol.is_dark(x, y);
    };
    // Light modules are drawn, because most terminals are dark; upper and lower half blocks put two rows on one line.
    for (int y = -qr_quiet_zone; symbol.size > 0 && y < symbol.size + qr_quiet_zone; y += 2) {
        for (int x = -qr_quiet_zone; x < symbol.size + qr_quiet_zone; ++x) {
            const bool upper = is_light(x, y), lower = is_light(x, y + 1);
            out += upper && lower ? "█" : upper ? "▀" : lower ? "▄" : " ";
        }
        out += "\n";
    }
    return out;
}

}  // namespace entre
