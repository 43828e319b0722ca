// Fuzzes the frame sequence decoder with four frames: the picture twice, a part of it, and the picture again.
#include "core/qr/frame_sequence.hpp"
#include "tests/fuzz/small_picture.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    using namespace entre;
    using namespace entre::fuzz;
    const SmallPicture picture(bytes, count);
    const auto full = picture.view();
    auto part = full;
    part.width_px -= static_cast<int>(picture.way) * part.width_px / 255;
    FrameSequence sequence({{Symbology::data_matrix}, max_us, 2 * when_seen_us, max_us});
    int number = 0;
    for (const auto& frame : {full, full, part, full}) {
        const auto seen = sequence.next(frame, Clock::time_point{} + number++ * std::chrono::milliseconds(66));
        check(seen.codes);
        if (seen.unread) check(*seen.unread);
    }
    return 0;
}
