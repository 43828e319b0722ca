// Exposure, gain and focus of a camera that lets itself be told (V4L2 controls). One thread. Never throws; a camera without these
// controls, or one that is pulled out, is left as it is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/process/file_handle.hpp"

namespace entre {

/// What was set is put back, at the latest when this goes.
class CameraControls {
public:
    /// `device`: "/dev/video0".
    explicit CameraControls(const std::string& device);
    ~CameraControls();
    CameraControls(const CameraControls&) = delete;
    CameraControls& operator=(const CameraControls&) = delete;

    /// `stops`: halvings of the light, from what the camera chose itself; 0 gives it back its own choice.
    void darken(int stops);
    /// 0 for the furthest to 1 for the nearest; nothing gives it back its own choice.
    void focus(std::optional<double> nearness);

private:
    struct Control {
        std::uint32_t id = 0;
        std::int32_t lowest = 0, highest = 0;
        std::int32_t found = 0;  // as it stood when we began to meddle
    };

    [[nodiscard]] std::optional<Control> find(std::uint32_t id) const;
    bool set(std::uint32_t id, std::int32_t value);

    FileHandle device_;
    std::optional<Control> auto_exposure_, exposure_, gain_, auto_focus_, focus_;
    int stops_ = 0;
    std::optional<double> nearness_;
};

}  // namespace entre
