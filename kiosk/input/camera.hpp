// The camera: takes frames, has them decoded in the decoder process, and reports codes. A thread "camera" of its own.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/base/clock.hpp"
#include "core/base/queue.hpp"
#include "core/qr/barcode.hpp"
#include "core/qr/codes_in_view.hpp"
#include "core/qr/scan_advice.hpp"
#include "kiosk/decoder/decoder.hpp"

namespace entre {

/// A picture for the screen: grey, one byte a pixel, at most preview_width_px wide.
struct Preview {
    int width_px = 0;
    int height_px = 0;
    std::vector<std::uint8_t> grey;
    std::optional<std::array<PicturePoint, 4>> code;  ///< corners of the code in view, 0 to 1 from the top left
    std::optional<double> nearness{};                 ///< see DecodedFrame
};
inline constexpr int preview_width_px = 640;

/// Whether the camera works.
struct CameraNews {
    bool is_working = true;        ///< frames arrive and the decoder reads them
    std::string detail;            ///< why not
    bool is_decoder_gone = false;  ///< frames arrive, but the decoder process does not work
    int lost_frames = 0;           ///< frames on which the decoder crashed, since the start
};

/// Called from the camera's thread.
struct CameraListener {
    /// A code is in view; called with every decoded frame for as long as it is. Of several codes it is the ticket (see
    /// CodesInView).
    std::function<void(const std::string& payload, Clock::time_point taken_at)> on_code;
    /// The camera or the decoder stopped or came back, or a frame was lost. Gaps under a second, such as a recording that starts
    /// again, are not reported.
    std::function<void(const CameraNews&)> on_status;
    /// A new preview can be taken with `Camera::preview`.
    std::function<void()> on_preview;
    /// A code has been in view for a while without being read: what would help. Called when the advice changes; `none` once it is
    /// over.
    std::function<void(ScanAdvice)> on_advice{};
};

struct CameraOptions {
    DecoderOptions decoder{};
    /// Classifies a payload; called from the camera's thread. Without it every code could be a ticket.
    std::function<CodeMeaning(const std::string& payload)> meaning_of{};
};

/// `source`: "auto" (the first camera of this machine), a device ("/dev/video0"), or a GStreamer source ("videotestsrc", "filesrc
/// …"). A camera that was unplugged is searched for every half second and used again when it returns, whatever its new number.
class Camera {
public:
    Camera(std::string source, CameraListener listener, CameraOptions options = {});
    ~Camera();  ///< Stops within half a second.
    Camera(const Camera&) = delete;
    Camera& operator=(const Camera&) = delete;

    /// The newest preview since the last call; nullopt when there is no new one.
    std::optional<Preview> preview() { return previews_.take(); }

private:
    void run(const std::stop_token& stop);

    std::string source_;
    CameraListener listener_;
    CameraOptions options_;
    Latest<Preview> previews_;
    std::jthread thread_;
};

}  // namespace entre
