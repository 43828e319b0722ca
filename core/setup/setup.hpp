// The set-up assistant as a state machine: state, event -> state, effects. Pure; knows no window, file or printer. Its screens
// are drawn by kiosk/screens/setup; its effects are carried out by kiosk/services/setup_worker.
#pragma once

#include <optional>
#include <vector>

#include "core/setup/effects.hpp"
#include "core/setup/events.hpp"
#include "core/setup/screens.hpp"

namespace entre::setup {

struct State {
    Screen screen = StartScreen{};
    std::filesystem::path folder{};  ///< of the seminar being set up; empty on Start and for a new one
    SeminarForm form{};              ///< of that seminar, as it was read or saved last
    std::chrono::year_month_day today{};
    std::size_t language = 0;
    bool returns_to_ready = false;  ///< a step was chosen on the checklist, which is shown again after it
    bool is_clock_right = false;    ///< somebody said so, on the checklist
    RequestId last_request = 0;
};

struct Step {
    State state;
    std::vector<Effect> effects;
};

/// What happens on `event`. An event that means nothing on the screen changes nothing.
Step update(State state, const Event& event);

/// When the screen has to change by itself, by TurnUndone; the loop sleeps until then.
std::optional<Clock::time_point> next_deadline(const State& state);

/// Degrees clockwise by which everything is turned on the panel: as the form says, even before it is saved.
int rotation(const State& state);

/// The first state, and what it needs: Start, or the checklist of the seminar in `folder`, with what kept its door from opening.
Step begin(std::chrono::year_month_day today, const std::filesystem::path& folder = {}, const std::string& problem = {});

}  // namespace entre::setup
