#include "kiosk/screens/draw.hpp"

#include <imgui.h>

#include "kiosk/screens/screens.hpp"

namespace entre {
namespace {

std::chrono::milliseconds length_of_motion(const LookingUp& /*screen*/) { return corners_close; }
std::chrono::milliseconds length_of_motion(const Printing& /*screen*/) { return badge_slides; }
std::chrono::milliseconds length_of_motion(const Done& /*screen*/) { return badge_slides; }
std::chrono::milliseconds length_of_motion(const auto& /*screen*/) { return {}; }

Clock::time_point start_of_motion(const LookingUp& screen) { return screen.since; }
Clock::time_point start_of_motion(const Printing& screen) { return screen.since; }
Clock::time_point start_of_motion(const Done& screen) { return screen.shown; }
Clock::time_point start_of_motion(const auto& /*screen*/) { return {}; }

}  // namespace

Events draw(const State& state, Frame frame) {
    frame.tap_targets = {};
    frame.list = ImGui::GetWindowDrawList();
    return std::visit([&](const auto& screen) { return draw(screen, state, frame); }, state.screen);
}

std::optional<TouchChanged> touch_change(const State& state, Clock::time_point now) {
    const bool is_down = ImGui::IsMouseDown(0);
    if (is_down == state.touched_since.has_value()) return std::nullopt;
    return TouchChanged{is_down, now};
}

bool is_moving(const State& state, Clock::time_point now) {
    return std::visit([&](const auto& screen) { return now < start_of_motion(screen) + length_of_motion(screen); }, state.screen);
}

}  // namespace entre
