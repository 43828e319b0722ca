// How long a visitor waited, measured at the door itself: told to the log for every visit.
#pragma once

#include <string>
#include <unordered_map>

#include "core/visit/visit.hpp"

namespace entre {

/// Main thread. Sees every event and every frame.
class VisitTimes {
public:
    void saw(const Event& event, const State& before);
    /// A frame with the state after the last event is on the glass; it was begun at `began`.
    void shown(Clock::time_point began, Clock::time_point at);

private:
    Clock::time_point scanned_{};
    Clock::time_point confirmed_{};
    std::optional<CheckInRecorded> unshown_;
    std::unordered_map<OrderId, Clock::time_point> waiting_for_printer_;
};

}  // namespace entre
