// A camera for machines without one: pictures of a phone that holds up a ticket, through the same GStreamer path as a real one.
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

/// A grey picture, demo_width_px × demo_height_px, of a hall with a phone showing `payload` as QR; of the empty hall when it is empty.
std::vector<std::uint8_t> picture_of_ticket(std::string_view payload);

/// Keeps its picture in a file that GStreamer reads again and again.
class DemoCamera {
public:
    /// Errors: file_unwritable.
    static Result<DemoCamera> in(const std::filesystem::path& folder);

    /// For `[kiosk] camera` or Camera.
    [[nodiscard]] std::string source() const;
    /// Holds up a ticket; "" takes it away. Errors: file_unwritable.
    Result<void> show(std::string_view payload);

private:
    explicit DemoCamera(std::filesystem::path file) : file_(std::move(file)) {}
    std::filesystem::path file_;
};

}  // namespace entre
