#include "kiosk/ui/scroll_list.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/ui/shapes.hpp"

namespace entre {
namespace {

constexpr double wheel_rows = 3;

double last_top(const Rect& room, const ScrollList& list) {
    return std::max(0.0, static_cast<double>(list.rows) - static_cast<double>(room.height / list.row_height));
}

/// Converts finger movement to rows, because ImGui 1.86 scrolls by wheel and scroll bar only.
ListTouch touch(const Frame& f, std::string_view id, const Rect& room, const ScrollList& list, double top) {
    ListTouch out;
    const bool was_lifted = tap_area(f, id, room, true);
    f.tap_targets.targets.back().is_enabled = list.can_tap && list.rows > 0;
    const auto& io = ImGui::GetIO();
    const float still = f.theme.mm(3);  // tolerance, because a finger is never quite still
    const bool has_moved = io.MouseDragMaxDistanceSqr[0] > still * still;
    double moved = 0;
    if (ImGui::IsItemActive() && has_moved) moved = -static_cast<double>(io.MouseDelta.y / list.row_height);
    if (io.MouseWheel != 0) moved -= static_cast<double>(io.MouseWheel) * wheel_rows;
    if (moved != 0) {
        const double wanted = std::clamp(top + moved, 0.0, last_top(room, list));
        if (wanted != list.top) out.top = wanted;
    }
    if (!was_lifted || has_moved || !list.can_tap) return out;
    const double row = top + static_cast<double>((io.MousePos.y - room.y) / list.row_height);
    if (row >= 0 && row < static_cast<double>(list.rows)) out.tapped = static_cast<std::size_t>(row);
    return out;
}

void draw_bar(const Frame& f, const Rect& room, const ScrollList& list, double top) {
    const double last = last_top(room, list);
    if (last <= 0) return;
    const auto& c = f.theme.color;
    const float width = std::max(3.0f, f.theme.mm(1));
    const float length = std::max(f.theme.mm(10), room.height * room.height / (static_cast<float>(list.rows) * list.row_height));
    const float at = static_cast<float>(top / last) * (room.height - length);
    fill_rect(*f.list, {room.right() - width, room.y + at, width, length}, mixed(c.surface, c.ink, 0.5f), width / 2);
}

}  // namespace

ListTouch scroll_list(const Frame& f, std::string_view id, const Rect& room, const ScrollList& list,
                      const std::function<void(std::size_t row, const Rect& place)>& draw_row) {
    const double top = std::clamp(list.top, 0.0, last_top(room, list));
    const auto out = touch(f, id, room, list, top);
    const auto first = static_cast<std::size_t>(top);
    float y = room.y - static_cast<float>(top - std::floor(top)) * list.row_height;
    f.list->PushClipRect({room.x, room.y}, {room.right(), room.bottom()}, true);
    for (std::size_t row = first; row < list.rows && y < room.bottom(); ++row) {
        draw_row(row, {room.x, y, room.width - f.theme.mm(3), list.row_height});
        y += list.row_height;
    }
    f.list->PopClipRect();
    draw_bar(f, room, list, top);
    return out;
}

void cell(const Frame& f, const Rect& room, const Rect& place, std::string_view text, const TextStyle& style, Rgb color,
          TextAlign align) {
    if (text.empty()) return;
    const float line = style.size_px * style.leading;
    const float y = place.y + (place.height - line) / 2;
    // Align by the measured width, so that Arabic and Hebrew start at the column's left edge; only text that is too long is
    // shaped again.
    auto size = f.text.measure({text, style});
    const bool is_cut = size.width_px > place.width;
    const float slack = is_cut || align == TextAlign::left ? 0 : place.width - size.width_px;
    const TextRequest whole{text, style}, shortened{text, style, std::max(1.0f, std::floor(place.width)), 1, TextAlign::left};
    size = f.text.draw(*f.list, {place.x + slack, y}, is_cut ? shortened : whole, color);
    if (y < room.y || y + line > room.bottom()) return;
    f.tap_targets.texts.push_back(
        {std::string(text), {place.x + slack, y, size.width_px, line}, f.theme.cap_mm(style), size.is_cut, true, align});
}

}  // namespace entre
