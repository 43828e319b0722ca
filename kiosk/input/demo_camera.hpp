// Simulated camera for machines without one: pictures of a phone showing a ticket, through the same GStreamer path as a real
// camera.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"

namespace entre {

inline constexpr int demo_width_px = 1280;
inline constexpr int demo_height_px = 720;

/// A grey picture, demo_width_px × demo_height_px, of a hall with a phone showing `payload` as a QR code; if `payload` is empty,
/// of the empty hall.
std::vector<std::uint8_t> picture_of_ticket(std::string_view payload);

/// Stores its picture in a file that GStreamer reads repeatedly.
class DemoCamera {
public:
    /// Errors: file_unwritable.
    static Result<DemoCamera> in(const std::filesystem::path& folder);

    /// The source string for `[kiosk] camera` or Camera.
    [[nodiscard]] std::string source() const;
    /// Shows a ticket; "" removes it. Errors: file_unwritable.
    Result<void> show(std::string_view payload);

private:
    explicit DemoCamera(std::filesystem::path file) : file_(std::move(file)) {}
    std::filesystem::path file_;
};

}  // namespace entre
