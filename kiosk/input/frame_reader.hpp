// Turns frames of the source into grey pixels, and notices a camera that is stuck.
#pragma once

#include <functional>

#include "core/base/clock.hpp"
#include "kiosk/input/gstreamer_source.hpp"
#include "kiosk/input/jpeg.hpp"

namespace entre {

/// One thread; keeps its memory from frame to frame.
class FrameReader {
public:
    /// Passes the frame's pixels to `use`; JPEG images are decompressed. False for a damaged image.
    bool read(const SourceFrame& frame, const std::function<void(const GreyView&)>& use);
    /// Since when every frame has had the same bytes: a sensor's noise never repeats, so a stuck camera shows by this.
    [[nodiscard]] Clock::time_point same_since() const { return same_since_; }

private:
    JpegReader jpeg_;
    GreyPicture picture_;
    std::size_t last_hash_ = 0;
    Clock::time_point same_since_ = Clock::now();
};

}  // namespace entre
