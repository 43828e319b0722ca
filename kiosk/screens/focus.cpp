#include "kiosk/screens/focus.hpp"

#include <imgui.h>

#include "kiosk/ui/shapes.hpp"

namespace entre {

void draw_focus(const Frame& f, std::string_view id) {
    const auto* target = f.tap_targets.find(id);
    if (target == nullptr) return;
    const float gap = f.theme.mm(1.2), width = f.theme.mm(1.2);
    auto& list = *ImGui::GetWindowDrawList();
    // Light around dark, so that it stands out on every ground.
    stroke_rect(list, target->rect.inset(-gap - width, -gap - width), f.theme.color.paper, f.theme.radius + gap + width,
                3 * width);
    stroke_rect(list, target->rect.inset(-gap, -gap), f.theme.color.on_paper, f.theme.radius + gap, width);
}

void draw_black(const Frame& f) {
    const Rect all{0, 0, static_cast<float>(f.theme.screen.width), static_cast<float>(f.theme.screen.height)};
    fill_rect(*ImGui::GetWindowDrawList(), all, Rgb{0, 0, 0});
}

}  // namespace entre
