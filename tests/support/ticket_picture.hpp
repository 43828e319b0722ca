// An ideal camera picture: a QR code in the middle of a light background.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/qr/barcode.hpp"

namespace entre::test {

struct TicketPicture {
    int width_px = 0, height_px = 0;
    std::vector<std::uint8_t> grey;
    [[nodiscard]] GreyView view() const { return {grey.data(), width_px, height_px, width_px}; }
};

inline void draw_code(TicketPicture& picture, std::string_view text, int module_px, int left_px, int top_px) {
    const auto symbol = qr_symbol(text);
    for (int y = 0; y < symbol.size * module_px; ++y)
        for (int x = 0; x < symbol.size * module_px; ++x)
            if (symbol.is_dark(x / module_px, y / module_px))
                picture.grey[static_cast<std::size_t>((top_px + y) * picture.width_px + left_px + x)] = 20;
}

inline TicketPicture picture_of(std::string_view text, int module_px = 6, int width_px = 640, int height_px = 480) {
    TicketPicture picture{width_px, height_px, {}};
    picture.grey.assign(static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px), 230);
    const int side = qr_symbol(text).size * module_px;
    draw_code(picture, text, module_px, (width_px - side) / 2, (height_px - side) / 2);
    return picture;
}

}  // namespace entre::test
