// One of each screen and each event, for tests that go through all of them.
#pragma once

#include "core/visit/visit.hpp"
#include "tests/core/core_fixture.hpp"

namespace entre::test {

using namespace std::chrono_literals;

/// An arbitrary time of the steady clock, far from zero.
inline const Clock::time_point noon = Clock::time_point{} + 1000h;

Registration asa();
Confirm confirm_of(const Registration& who, Clock::time_point at = noon);

std::vector<Screen> every_screen();
PersonPage person_page();
/// One of each staff page, without an unanswered request.
std::vector<StaffPage> every_page();

Staff staff_on(StaffPage page, RequestId request = 0);

/// A live view of `people`, of whom those in `inside` are checked in.
std::shared_ptr<const LiveView> door_of(const std::vector<Registration>& people, const std::vector<RegistrationId>& inside = {},
                                        std::optional<std::size_t> capacity = {});

/// Each event, one second later than `noon` and with matching ids: request 7, order "order".
std::vector<std::pair<std::string, Event>> every_event();

State on_screen(Screen screen);
std::string screen_of(const State& state);

template <class Wanted>
const Wanted* effect_in(const Step& step) {
    for (const auto& effect : step.effects)
        if (const auto* wanted = std::get_if<Wanted>(&effect)) return wanted;
    return nullptr;
}

/// Sends events one after another and records the screens and effects.
struct Walk {
    State state = on_screen(Welcome{});
    std::vector<std::string> screens;
    std::vector<Effect> effects;

    Walk& take(const Event& event);
    [[nodiscard]] std::string screen() const { return screen_of(state); }
    template <class Wanted>
    const Wanted* news() const {
        for (const auto& effect : effects)
            if (const auto* wanted = std::get_if<Wanted>(&effect)) return wanted;
        return nullptr;
    }
};

}  // namespace entre::test
