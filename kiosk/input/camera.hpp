// The camera, through GStreamer, and its newest picture handed to the decoder: one thread of its own.
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
};
inline constexpr int preview_width_px = 640;

/// How the camera does.
struct CameraNews {
    bool is_working = true;        ///< codes are read: pictures come, and the decoder stands
    std::string detail;            ///< why not
    bool is_decoder_gone = false;  ///< pictures come, and nothing can read them
    int lost_frames = 0;           ///< that the decoder fell over, since the start
};

/// Called from the camera's thread.
struct CameraListener {
    /// A code is in view; told with every decoded picture for as long as it is. Of several codes it is the ticket (CodesInView).
    std::function<void(const std::string& payload, Clock::time_point taken_at)> on_code;
    /// The camera went or came back, or the decoder did, or a frame was lost. Not told for gaps under a second, such as a film
    /// that begins again.
    std::function<void(const CameraNews&)> on_status;
    /// A new preview lies in `Camera::preview`.
    std::function<void()> on_preview;
    /// A code has stood before the camera for a while and leads nowhere: what would help. Told when it changes; `none` when that is over.
    std::function<void(ScanAdvice)> on_advice{};
};

struct CameraOptions {
    DecoderOptions decoder{};
    /// What a payload is to the seminar; asked from the camera's thread. Without it every code could be a ticket.
    std::function<CodeMeaning(const std::string& payload)> meaning_of{};
};

/// `source`: "auto" (the first camera of this machine), a device ("/dev/video0"), or a GStreamer source ("videotestsrc", "filesrc …").
/// A camera that is pulled out is looked for every half second, and used again when it comes back, whatever its new number.
class Camera {
public:
    Camera(std::string source, CameraListener listener, CameraOptions options = {});
    ~Camera();  ///< Stops within half a second.
    Camera(const Camera&) = delete;
    Camera& operator=(const Camera&) = delete;

    /// The newest picture since the last call; nothing when nothing moved.
    std::optional<Preview> preview() { return previews_.take(); }

private:
    void run(const std::stop_token& stop);

    std::string source_;
    CameraListener listener_;
    CameraOptions options_;
    Latest<Preview> previews_;
    std::jthread thread_;
};

/// The device "auto" would take now; nothing when there is no camera.
std::optional<std::string> find_camera();

/// The GStreamer pipelines to try for `source`, in order.
std::vector<std::string> camera_pipelines(const std::string& source);

}  // namespace entre
