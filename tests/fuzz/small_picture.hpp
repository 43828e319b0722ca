// Decodes fuzzer input into a picture small enough for millions of runs. Bytes 0 and 1: width and height. Byte 2: scale (1 to 4)
// and padding of the rows. Byte 3: the decoder to run. Then the pixels, repeated from the start when there are too few. One pixel
// per module, scaled up, makes a readable code.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "core/qr/decode_symbol.hpp"

namespace entre::fuzz {

inline constexpr int max_side_px = 112;
inline constexpr double max_us = 250, when_seen_us = 600;  // small budgets, so that many inputs are tried

struct SmallPicture {
    std::vector<std::uint8_t> pixels;
    int width_px = 0, height_px = 0, stride = 0;
    std::size_t way = 0;  ///< the decoder to run

    SmallPicture(const std::uint8_t* bytes, std::size_t count) {
        constexpr std::size_t head = 4;
        if (count <= head) return;
        const int scale = 1 + bytes[2] % 4, limit = max_side_px / scale + 1;
        const int width = bytes[0] % limit, height = bytes[1] % limit;
        way = bytes[3];
        width_px = width * scale;
        height_px = height * scale;
        stride = width_px + bytes[2] / 4 % 16;
        pixels.resize(static_cast<std::size_t>(stride) * static_cast<std::size_t>(height_px));
        for (int y = 0; y < height; ++y) {
            auto* row = pixels.data() + static_cast<std::ptrdiff_t>(y) * scale * stride;
            for (int x = 0; x < width; ++x)
                std::fill_n(row + x * scale, scale, bytes[head + static_cast<std::size_t>(y * width + x) % (count - head)]);
            for (int i = 1; i < scale; ++i) std::copy_n(row, stride, row + static_cast<std::ptrdiff_t>(i) * stride);
        }
    }
    [[nodiscard]] GreyView view() const { return {pixels.data(), width_px, height_px, stride}; }
};

inline void check(const std::vector<FoundCode>& codes) {
    for (const auto& code : codes)
        for (const auto& corner : code.corners)
            if (!std::isfinite(corner.x) || !std::isfinite(corner.y)) __builtin_trap();
}

inline void check(const Detection& unread) {
    if (!(unread.glare >= 0 && unread.glare <= 1 && unread.blur >= 0)) __builtin_trap();
}

}  // namespace entre::fuzz
