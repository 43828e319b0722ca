// What a camera delivers: two bytes each for width and height, one for how much longer a row is, then pixels, used again from the
// start where they do not reach.
#include <cmath>
#include <cstdint>
#include <vector>

#include "core/ticket/scan/film.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    using namespace entre;
    if (count < 6) return 0;
    const int width = (bytes[0] | bytes[1] << 8) % 161, height = (bytes[2] | bytes[3] << 8) % 161, stride = width + bytes[4] % 16;
    const std::size_t pixels = count - 5;
    std::vector<std::uint8_t> frame(static_cast<std::size_t>(stride) * static_cast<std::size_t>(height));
    for (std::size_t i = 0; i < frame.size(); ++i) frame[i] = bytes[5 + i % pixels];
    Film film({{Symbology::data_matrix}, 600, 2'000});  // little at a time, so that much is tried
    for (int i = 0; i < 4; ++i) {
        const auto seen =
            film.next({frame.data(), width, height, stride}, Clock::time_point{} + i * std::chrono::milliseconds(66));
        for (const auto& code : seen.codes)
            for (const auto& corner : code.corners)
                if (!std::isfinite(corner.x) || !std::isfinite(corner.y)) __builtin_trap();
        if (seen.unread && !(seen.unread->glare >= 0 && seen.unread->glare <= 1 && seen.unread->blur >= 0)) __builtin_trap();
    }
    return 0;
}
