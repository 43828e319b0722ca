// The visitor's journey and the staff's screens as one state machine. Pure: no I/O, no clock, no globals; time arrives in events.
#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "core/visit/effects.hpp"
#include "core/visit/events.hpp"
#include "core/visit/screens.hpp"

namespace entre {

struct Step {
    State state;
    std::vector<Effect> effects;
};

/// What `event` makes of `state`, and what the outside world must now do.
/// An event that does not fit the screen (late report, second scan) changes nothing on it.
Step update(State state, const Event& event);

/// When the screen has to change by itself; the loop sleeps until then.
std::optional<Clock::time_point> next_deadline(const State& state);

/// When the screen will go back to Welcome by itself, and whether the visitor should now be warned and offered more time.
std::optional<Clock::time_point> closes_at(const Screen& screen);
bool is_closing_soon(const State& state, Clock::time_point now);

/// How the door is, for the live page and the organiser.
DoorHealth health_of(const State& state);
/// Flagged guests who are inside and whom staff has not seen to; newest first.
std::vector<Arrival> guests_to_meet(const State& state);

/// How long the staff door stays shut after `wrong_pins` wrong PINs in a row; nothing below five.
std::chrono::seconds pin_pause(int wrong_pins);

}  // namespace entre
