// What a camera delivers, small enough to be tried millions of times. A byte each for the pixels across and down, one for how
// often each is repeated (one to four) and by what a row is longer, one for what looks at it: a pass of the plan, a symbology
// beside QR, or a film of two frames. Then pixels, used again from the start where they do not reach. One pixel for each module
// and some repeats make a code that can be read.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "core/ticket/scan/film.hpp"

namespace {

using namespace entre;

constexpr int most_side_px = 112;
constexpr double most_us = 250, when_seen_us = 600;  // little at a time, so that much is tried
constexpr int most_threes = 2;
constexpr std::array symbologies{Symbology::data_matrix, Symbology::aztec, Symbology::pdf417, Symbology::code_128};

void check(const std::vector<FoundCode>& codes) {
    for (const auto& code : codes)
        for (const auto& corner : code.corners)
            if (!std::isfinite(corner.x) || !std::isfinite(corner.y)) __builtin_trap();
}

void check(const Sight& unread) {
    if (!(unread.glare >= 0 && unread.glare <= 1 && unread.blur >= 0)) __builtin_trap();
}

void film(const GreyView& picture) {
    Film film({{symbologies[0]}, most_us, 2 * when_seen_us, most_us});
    for (int i = 0; i < 2; ++i) {
        const auto seen = film.next(picture, Clock::time_point{} + i * std::chrono::milliseconds(66));
        check(seen.codes);
        if (seen.unread) check(*seen.unread);
    }
}

void look(const GreyView& picture, std::size_t way) {
    static Plan plan;  // its memory is used again, as the camera's is
    Meter meter(most_us);
    plan.show(picture);
    if (way < passes().size()) {
        const auto seen = plan.run(way, meter, {when_seen_us, most_threes});
        check(seen.codes);
        for (const auto& unread : seen.unread) check(unread);
    } else {
        check(plan.look_for(std::span(symbologies).subspan(way - passes().size(), 1), true, meter));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    constexpr std::size_t head = 4;
    if (count <= head) return 0;
    const int scale = 1 + bytes[2] % 4, longer = bytes[2] / 4 % 16;
    const int width = bytes[0] % (most_side_px / scale + 1), height = bytes[1] % (most_side_px / scale + 1);
    const int stride = width * scale + longer;
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(stride) * static_cast<std::size_t>(height * scale));
    for (int y = 0; y < height; ++y) {
        auto* row = pixels.data() + static_cast<std::ptrdiff_t>(y) * scale * stride;
        for (int x = 0; x < width; ++x)
            std::fill_n(row + x * scale, scale, bytes[head + static_cast<std::size_t>(y * width + x) % (count - head)]);
        for (int again = 1; again < scale; ++again) std::copy_n(row, stride, row + static_cast<std::ptrdiff_t>(again) * stride);
    }
    const GreyView picture{pixels.data(), width * scale, height * scale, stride};
    const std::size_t ways = passes().size() + symbologies.size() + 1, way = bytes[3] % ways;
    if (way + 1 == ways)
        film(picture);
    else
        look(picture, way);
    return 0;
}
