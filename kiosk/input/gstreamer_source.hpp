// Frames from a GStreamer pipeline. The only file of the camera that knows GStreamer.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/qr/barcode.hpp"

namespace entre {

/// One frame as the source delivers it: a JPEG image, or grey pixels. Valid only during the call that passes it.
struct SourceFrame {
    std::span<const std::uint8_t> bytes;  ///< of either
    std::optional<GreyView> grey;         ///< nullopt for a JPEG image
};

/// A pipeline that keeps only its newest frame. One thread.
class GstreamerSource {
public:
    /// Starts `description`, a pipeline that ends in `appsink name=entre`.
    explicit GstreamerSource(const std::string& description);
    ~GstreamerSource();  ///< Releases the device.
    GstreamerSource(const GstreamerSource&) = delete;
    GstreamerSource& operator=(const GstreamerSource&) = delete;

    [[nodiscard]] bool is_running() const;
    /// Waits up to 100 ms for a frame and passes it to `use`. False if none came.
    bool pull(const std::function<void(const SourceFrame&)>& use);
    /// Why the pipeline does not run or has stopped; nullopt while it runs. `end_of_recording` for a file that has been played.
    std::optional<std::string> problem();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

inline constexpr std::string_view end_of_recording = "end of the recording";

/// The device that "auto" would use now; nullopt when there is no camera.
std::optional<std::string> find_camera();

/// The pipelines to try for `source` ("auto", a device, or a GStreamer source), in order.
std::vector<std::string> camera_pipelines(const std::string& source);

/// True for a path such as "/dev/video0".
bool is_device(const std::string& source);

}  // namespace entre
