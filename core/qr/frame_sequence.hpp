// Codes in a film: the passes of the plan take turns from frame to frame, and what one frame showed tells the next where to look.
#pragma once

#include <optional>
#include <vector>

#include "core/base/clock.hpp"
#include "core/qr/scan_advisor.hpp"
#include "core/qr/decode_plan.hpp"

namespace entre {

/// Budgets are estimates (see WorkBudget), so a film read twice is read alike, whatever else the machine does.
struct FrameSequenceOptions {
    std::vector<Symbology> symbologies{};  ///< beside QR; each turn of theirs costs some milliseconds
    double searching_us = 1'750;           ///< for a frame while nothing like a code is in view
    double reading_us = 10'000;            ///< while there is
    double quick_look_us = 1'000;              ///< for what one pass sees while searching, until others have looked
};

/// What a frame told.
struct FrameResult {
    std::vector<FoundCode> codes;          ///< read in this frame
    std::optional<Detection> unread;           ///< the code nearest the middle that was seen in this frame but not read
    ScanAdvice advice = ScanAdvice::none;  ///< what helps, once a code has stood unread near the middle for 1.5 seconds
    double spent_us = 0;                   ///< estimated
};

/// One camera's film. One thread; memory is kept from frame to frame. Never throws.
class FrameSequence {
public:
    explicit FrameSequence(FrameSequenceOptions options = {});

    /// The next frame, whose pixels must outlive the call. Frames may be of any size and may be left out.
    FrameResult next(const GreyView& frame, Clock::time_point taken_at);
    /// Of the passes over whole frames.
    [[nodiscard]] std::span<const PassCount> counts() const { return plan_.counts(); }
    /// Of the passes over the part of a frame where a code was seen before.
    [[nodiscard]] std::span<const PassCount> close_counts() const { return close_plan_.counts(); }

private:
    /// A part of the frame, in its pixels.
    struct Part {
        double left = 0, top = 0, right = 0, bottom = 0;
    };
    struct TrackingRegion {
        Part where;            // that holds all that was seen
        std::size_t pass = 0;  // which looks there first
        int frames_left = 0;   // how long it is believed
    };

    void look_close(const GreyView& frame, WorkBudget& budget, FrameResult& out);
    void look_everywhere(bool is_reading, WorkBudget& budget, FrameResult& out);
    void take(CodesSeen seen, const PicturePoint& origin, FrameResult& out);
    void note(const std::array<PicturePoint, 4>& corners);

    FrameSequenceOptions options_;
    DecodePlan plan_, close_plan_;
    ScanAdvisor advisor_;
    std::optional<TrackingRegion> tracked_;
    std::optional<Part> seen_;  // in this frame
    unsigned turn_ = 0;
    int frames_without_others_ = 0;
    bool is_finer_turn_ = true;
};

}  // namespace entre
