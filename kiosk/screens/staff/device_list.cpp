#include "kiosk/screens/staff/device_list.hpp"

#include <imgui.h>

#include <algorithm>

#include "kiosk/screens/staff/parts.hpp"
#include "kiosk/ui/shapes.hpp"

namespace entre {

namespace {

/// The list's text styles: smaller than elsewhere if necessary to show every device.
struct ListType {
    TextStyle name, line;
};

float words_width(const Frame& f, float card_width) { return card_width - f.theme.mm(12 + 7 + 12); }

float row_height(const Frame& f, float width, const DeviceLine& device, const ListType& type) {
    return f.text.measure({device.name, type.name, width}).height_px + f.text.measure({device.line, type.line, width}).height_px +
           f.theme.mm(4.8);
}

float list_height(const Frame& f, float card_width, const std::vector<DeviceLine>& devices, const ListType& type) {
    float height = type.name.size_px * type.name.leading + f.theme.mm(3 + 2 * 5 - 2.5);
    for (const auto& device : devices) height += row_height(f, words_width(f, card_width), device, type) + f.theme.mm(2.5);
    return height;
}

ListType list_type(const Frame& f, const Rect& card, const std::vector<DeviceLine>& devices) {
    ListType type{staff_strong(f.theme), staff_text(f.theme)};
    const float min_size = type.line.size_px * 0.45f;
    while (list_height(f, card.width, devices, type) > card.height && type.line.size_px > min_size) {
        type.line.size_px *= 0.96f;
        type.name.size_px *= 0.96f;
    }
    return type;
}

/// Draws a device: inconspicuous if it works, otherwise on amber with the remedy.
void draw_device(const Frame& f, const Rect& row, const DeviceLine& device, const ListType& type) {
    const auto& t = f.theme;
    const auto& c = t.color;
    if (!device.is_working) draw_card(f, {row}, c.notice, c.on_notice, 0.7f);
    const Rgb ink = device.is_working ? c.ink : c.on_notice, second = device.is_working ? c.quiet : c.on_notice;
    const float icon = t.mm(7);
    draw_sign(*f.list, device.is_working ? Icon::tick : Icon::info, {row.x + t.mm(4), row.middle().y - icon / 2, icon, icon},
              ink);
    Rect words{row.x + t.mm(4) + icon + t.mm(4), row.y + t.mm(2.4), words_width(f, row.width + t.mm(12)), row.height - t.mm(2.4)};
    const TextOptions how{.is_data = true, .is_staff = true};  // printer names are chosen by the organiser
    words.split_top(draw_text(f, words, device.name, type.name, ink, how));
    draw_text(f, words, device.line, type.line, second, how);
}

}  // namespace

float devices_height(const Frame& f, float card_width, const std::vector<DeviceLine>& devices) {
    return list_height(f, card_width, devices, {staff_strong(f.theme), staff_text(f.theme)});
}

void draw_devices(const Frame& f, const Rect& card, const std::string& title, const std::vector<DeviceLine>& devices) {
    const auto& t = f.theme;
    const auto type = list_type(f, card, devices);
    staff_card(f, {card.x, card.y, card.width, std::min(card.height, list_height(f, card.width, devices, type))});
    auto room = card.inset(t.mm(6), t.mm(5));
    room.split_top(draw_text(f, room, title, type.name, t.color.ink, {.is_staff = true}) + t.mm(3));
    for (const auto& device : devices) {
        draw_device(f, room.split_top(row_height(f, words_width(f, card.width), device, type)), device, type);
        room.split_top(t.mm(2.5));
    }
}

}  // namespace entre
