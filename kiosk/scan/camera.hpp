// The camera, through GStreamer, and the decoder on its newest picture: one thread of its own.
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
#include "core/ticket/qr.hpp"
#include "core/ticket/scan_advice.hpp"

namespace entre {

/// A picture for the screen: grey, one byte a pixel, at most preview_width_px wide.
struct Preview {
    int width_px = 0;
    int height_px = 0;
    std::vector<std::uint8_t> grey;
    std::optional<std::array<PicturePoint, 4>> code;  ///< corners of the code in view, 0 to 1 from the top left
};
inline constexpr int preview_width_px = 640;

/// Called from the camera's thread.
struct CameraListener {
    /// A code is in view; told with every decoded picture for as long as it is.
    std::function<void(const std::string& payload, Clock::time_point taken_at)> on_code;
    /// The camera went or came back. Not told for gaps under a second, such as a film that begins again.
    std::function<void(bool is_working, const std::string& detail)> on_status;
    /// A new preview lies in `Camera::preview`.
    std::function<void()> on_preview;
    /// A code has stood unread before the camera for a while: what would help. Told when it changes; `none` when that is over.
    std::function<void(ScanAdvice)> on_advice{};
};

/// `source`: "auto" (the first camera of this machine), a device ("/dev/video0"), or a GStreamer source ("videotestsrc", "filesrc …").
/// A camera that is pulled out is looked for every half second, and used again when it comes back, whatever its new number.
class Camera {
public:
    Camera(std::string source, CameraListener listener);
    ~Camera();  ///< Stops within half a second.
    Camera(const Camera&) = delete;
    Camera& operator=(const Camera&) = delete;

    /// The newest picture since the last call; nothing when nothing moved.
    std::optional<Preview> preview() { return previews_.take(); }

private:
    void run(const std::stop_token& stop);

    std::string source_;
    CameraListener listener_;
    Latest<Preview> previews_;
    std::jthread thread_;
};

/// The device "auto" would take now; nothing when there is no camera.
std::optional<std::string> find_camera();

/// The GStreamer pipelines to try for `source`, in order.
std::vector<std::string> camera_pipelines(const std::string& source);

}  // namespace entre
