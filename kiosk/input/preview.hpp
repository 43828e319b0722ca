// What of a camera picture is worth showing: smaller, at most eight times a second, and only when something moved.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/base/clock.hpp"
#include "core/qr/barcode.hpp"
#include "kiosk/input/camera.hpp"

namespace entre {

/// Pure but for what it remembers of the last picture shown. One thread.
class PreviewMaker {
public:
    /// The picture to show; nothing when the last one will do. `codes` are those found in `picture`.
    std::optional<Preview> make(const GreyView& picture, std::span<const FoundCode> codes, Clock::time_point now);
    /// When something last moved, or a code came or went.
    [[nodiscard]] Clock::time_point moved_at() const { return moved_at_; }

private:
    std::vector<std::uint8_t> last_grid_;
    bool had_code_ = false;
    Clock::time_point last_shown_{};
    Clock::time_point moved_at_ = Clock::now();
};

}  // namespace entre
