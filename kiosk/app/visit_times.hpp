// How long visitors waited, measured by the kiosk: logged for every visit, and summarised for staff.
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
    /// A frame with the state after the last event was shown; drawing began at `began`.
    void shown(Clock::time_point began, Clock::time_point at);
    /// Statistics over this run, if a visit was finished since the last call.
    [[nodiscard]] std::optional<VisitSpeed> news();

private:
    Clock::time_point scanned_{};
    Clock::time_point confirmed_{};
    std::optional<CheckInRecorded> unshown_;
    std::vector<double> waits_ms_;  ///< from the yes to the success screen, sorted
    bool is_new_ = false;
    std::unordered_map<OrderId, Clock::time_point> waiting_for_printer_;
};

}  // namespace entre
