#include "kiosk/screens/rehearsal_band.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/ui/shapes.hpp"
#include "kiosk/ui/widgets.hpp"

namespace entre {

namespace {

constexpr Rgb orange{242, 140, 40}, dark{28, 20, 8};

}  // namespace

int rehearsal_band_height(SizePx window) { return std::max(56, std::min(window.width, window.height) / 13); }

Events draw_rehearsal_band(const Frame& f, SizePx window) {
    const auto& t = f.theme;
    const auto top = static_cast<float>(t.screen.height);
    const Rect band{0, top, static_cast<float>(window.width), static_cast<float>(window.height) - top};
    auto* list = ImGui::GetWindowDrawList();
    fill_rect(*list, band, orange);
    Frame frame = f;
    frame.list = list;
    auto room = band.inset(t.staff_margin, 0);
    const auto& label = f.words[Msg::rehearsal_end];
    const float height = std::floor(band.height * 0.76f);
    const auto cut =
        room.split_right(std::ceil(std::max(t.staff_tap * 2, button_width(frame, label, height, {.is_staff = true}))));
    Events out;
    auto backdrop = paper_backdrop(t);
    backdrop.canvas = orange;
    if (button(frame, backdrop, "rehearsal.end", {cut.x, std::round(cut.middle().y - height / 2), cut.width, height}, label,
               {.is_staff = true}))
        out.push_back(RehearsalEnded{f.now});
    room.split_right(t.mm(4));
    auto style = t.type.body;
    style.weight = Weight::bold;
    draw_text(frame, room, f.words[Msg::rehearsal_band], style, dark,
              {.max_lines = 1, .min_scale = 0.5, .is_centred = true, .is_staff = true});
    return out;
}

}  // namespace entre
