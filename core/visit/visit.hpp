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

/// The state after `event`, and the effects to carry out.
/// An event without a meaning on the screen (late report, second scan) changes nothing.
Step update(State state, const Event& event);

/// When the next timeout is due; the main loop sleeps until then.
std::optional<Clock::time_point> next_deadline(const State& state);

/// When the screen returns to Welcome by itself, and whether the visitor must now be offered more time.
std::optional<Clock::time_point> closes_at(const State& state);
bool is_closing_soon(const State& state, Clock::time_point now);

/// The state of the door for the live page and the organiser's window.
DoorHealth health_of(const State& state);
/// Flagged guests who are inside and whose arrival staff have not acknowledged; newest first.
std::vector<Arrival> guests_to_meet(const State& state);

/// How long the PIN pad is locked after `wrong_pins` wrong PINs in a row; zero below five.
std::chrono::seconds pin_pause(int wrong_pins);

}  // namespace entre
