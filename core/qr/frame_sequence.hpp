// Decodes codes in a sequence of camera frames: the plan's passes rotate from frame to frame, and a code seen in one frame is
// tracked into the next.
#pragma once

#include <optional>
#include <vector>

#include "core/base/clock.hpp"
#include "core/qr/decode_plan.hpp"
#include "core/qr/scan_advisor.hpp"

namespace entre {

/// Budgets are estimates (see WorkBudget), so the same frame sequence always gives the same result, whatever the machine's load.
struct FrameSequenceOptions {
    std::vector<Symbology> symbologies{};  ///< in addition to QR; each attempt costs some milliseconds
    double searching_us = 1'750;           ///< per frame while no code is in view
    double reading_us = 10'000;            ///< per frame while one is
    double quick_look_us = 1'000;          ///< per pass while searching, for what it sees, before the other passes have run
};

/// The result for one frame.
struct FrameResult {
    std::vector<FoundCode> codes;          ///< read in this frame
    std::optional<Detection> unread;       ///< the code nearest the middle, when codes were seen in this frame but none read
    ScanAdvice advice = ScanAdvice::none;  ///< advice, once a code has been unread near the middle for 1.5 seconds
    double spent_us = 0;                   ///< estimated
};

/// The frames of one camera. One thread; memory is reused from frame to frame. Never throws.
class FrameSequence {
public:
    explicit FrameSequence(FrameSequenceOptions options = {});

    /// Decodes the next frame, whose pixels must outlive the call. Frames may have any size; dropped frames do no harm.
    FrameResult next(const GreyView& frame, Clock::time_point taken_at);
    /// Statistics of the passes over full frames.
    [[nodiscard]] std::span<const PassCount> counts() const { return plan_.counts(); }
    /// Statistics of the passes over the tracking region.
    [[nodiscard]] std::span<const PassCount> close_counts() const { return close_plan_.counts(); }

private:
    /// A rectangle of the frame, in pixels.
    struct Part {
        double left = 0, top = 0, right = 0, bottom = 0;
    };
    struct TrackingRegion {
        Part where;            // the bounding box of all codes seen
        std::size_t pass = 0;  // the first pass to run there
        int frames_left = 0;   // until the region is given up
    };

    void look_close(const GreyView& frame, WorkBudget& budget, FrameResult& out);
    void look_everywhere(bool is_reading, WorkBudget& budget, FrameResult& out);
    void take(CodesSeen seen, const PicturePoint& origin, FrameResult& out);
    void note(const std::array<PicturePoint, 4>& corners);

    FrameSequenceOptions options_;
    DecodePlan plan_, close_plan_;
    ScanAdvisor advisor_;
    std::optional<TrackingRegion> tracked_;
    std::optional<Part> seen_;  // the bounding box of all codes seen in this frame
    unsigned turn_ = 0;
    int frames_without_others_ = 0;
    bool is_finer_turn_ = true;
};

}  // namespace entre
