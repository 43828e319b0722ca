// Measures how long each visitor takes the kiosk up: from the first scan, or the beginning of a search by name, until Welcome is
// shown again or the next visitor's ticket is scanned. Pure.
#pragma once

#include <optional>

#include "core/attendance/occupancy.hpp"
#include "core/visit/screens.hpp"

namespace entre {

class OccupancyMeter {
public:
    /// To be called after each event, with the state that it led to. What ends on a staff screen is no visit.
    void saw(const State& state);
    /// When the visits counted so far are to be saved: once the door has been idle for a minute, and as soon as staff are at it.
    /// nullopt: there are none, or a visitor is here.
    [[nodiscard]] std::optional<Clock::time_point> due() const;
    /// The visits since the last call.
    Occupancy take();

private:
    void end_visit(Clock::time_point now);

    Occupancy visits_;
    std::optional<Clock::time_point> began_;  ///< of the visitor who is here
    bool is_served_ = false;                  ///< who is checked in: a scan is the next visitor's
    std::optional<Clock::time_point> idle_since_;
    bool is_with_staff_ = false;
};

}  // namespace entre
