// A seminar on its way through the assistant.
#pragma once

#include "core/setup/setup.hpp"
#include "tests/core/core_fixture.hpp"

namespace entre::test {

inline constexpr std::chrono::year_month_day setup_day{std::chrono::year{2027}, std::chrono::May, std::chrono::day{19}};

setup::SeminarCard card(const std::string& name);

/// A state on `screen`, of the seminar in /seminars/Oro.
setup::State state_on(setup::Screen screen);

SeminarForm filled_in_form();

/// A list with an open question about its third column.
setup::ListPreview asked_preview();

/// All events in sequence; the last step.
setup::Step after(setup::State state, const setup::Events& events);

template <class Effect>
const Effect* effect_in(const setup::Step& step) {
    for (const auto& effect : step.effects)
        if (const auto* found = std::get_if<Effect>(&effect)) return found;
    return nullptr;
}

template <class Screen>
const Screen* screen_of(const setup::Step& step) {
    return std::get_if<Screen>(&step.state.screen);
}

}  // namespace entre::test
