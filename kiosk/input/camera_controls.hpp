// Sets exposure, gain and focus of a camera with V4L2 controls. For use from one thread. Never throws; a camera without these
// controls, or one that was unplugged, is left as it is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/process/file_handle.hpp"

namespace entre {

/// Restores the original settings, in the destructor at the latest.
class CameraControls {
public:
    /// `device`: "/dev/video0".
    explicit CameraControls(const std::string& device);
    ~CameraControls();
    CameraControls(const CameraControls&) = delete;
    CameraControls& operator=(const CameraControls&) = delete;

    /// `stops`: halvings of the exposure, relative to the camera's own choice; 0 restores automatic exposure.
    void darken(int stops);
    /// 0 is the farthest distance, 1 the nearest; nullopt restores autofocus.
    void focus(std::optional<double> nearness);

private:
    struct Control {
        std::uint32_t id = 0;
        std::int32_t lowest = 0, highest = 0;
        std::int32_t found = 0;  // the original value, before we changed it
    };

    [[nodiscard]] std::optional<Control> find(std::uint32_t id) const;
    bool set(std::uint32_t id, std::int32_t value);

    FileHandle device_;
    std::optional<Control> auto_exposure_, exposure_, gain_, auto_focus_, focus_;
    int stops_ = 0;
    std::optional<double> nearness_;
};

}  // namespace entre
