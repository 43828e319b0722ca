// Reports whether the camera works: each change once, and gaps only when they last.
#pragma once

#include <optional>
#include <string>

#include "core/base/clock.hpp"
#include "kiosk/decoder/decoder.hpp"
#include "kiosk/input/camera.hpp"

namespace entre {

/// One thread, the camera's; `listener` outlives it.
class CameraHealth {
public:
    explicit CameraHealth(const CameraListener& listener) : listener_(listener) {}

    /// A frame arrived, and this is how the decoder is.
    void note_frame(const DecoderHealth& decoder);
    /// No frames, for this reason.
    void note_gap(const std::string& problem);

private:
    void report(CameraNews news);

    const CameraListener& listener_;
    std::optional<CameraNews> reported_;
    Clock::time_point reported_at_{};
    Clock::time_point frames_until_ = Clock::now();   ///< when the last frame came
    Clock::time_point decoded_until_ = Clock::now();  ///< when the decoder last worked
};

}  // namespace entre
