// Selects camera pictures for the screen: downscaled, at most eight per second, and only after movement.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/base/clock.hpp"
#include "core/qr/barcode.hpp"
#include "kiosk/input/camera.hpp"

namespace entre {

/// Pure, except that it remembers the last shown picture. For use from one thread.
class PreviewMaker {
public:
    /// The picture to show; nullopt if the last one is still good enough. `codes` are those found in `picture`.
    std::optional<Preview> make(const GreyView& picture, std::span<const FoundCode> codes, Clock::time_point now);
    /// When something last moved, or a code appeared or disappeared.
    [[nodiscard]] Clock::time_point moved_at() const { return moved_at_; }

private:
    std::vector<std::uint8_t> last_grid_;
    bool had_code_ = false;
    Clock::time_point last_shown_{};
    Clock::time_point moved_at_ = Clock::now();
};

}  // namespace entre
