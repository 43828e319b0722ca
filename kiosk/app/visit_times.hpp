// How long a visitor waited, measured at the door itself: told to the log for every visit, and to staff as a whole.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/visit/visit.hpp"

namespace entre {

/// Main thread. Sees every event and every frame.
class VisitTimes {
public:
    void saw(const Event& event, const State& before);
    /// A frame with the state after the last event is on the glass; it was begun at `began`.
    void shown(Clock::time_point began, Clock::time_point at);
    /// Over the visits of this run, when one was finished since the last call.
    [[nodiscard]] std::optional<VisitSpeed> news();

private:
    Clock::time_point scanned_{};
    Clock::time_point confirmed_{};
    std::optional<CheckInRecorded> unshown_;
    std::vector<double> waits_ms_;  ///< from the yes to the glass, sorted
    bool is_new_ = false;
    std::unordered_map<OrderId, Clock::time_point> waiting_for_printer_;
};

}  // namespace entre
