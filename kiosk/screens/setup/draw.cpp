#include <imgui.h>

#include "kiosk/screens/setup/setup.hpp"

namespace entre::setup {

Events draw(const State& state, const Frame& f) {
    Frame frame = f;
    frame.tap_targets = {};
    frame.list = ImGui::GetWindowDrawList();
    return std::visit([&](const auto& screen) { return draw_screen(screen, state, frame); }, state.screen);
}

}  // namespace entre::setup
