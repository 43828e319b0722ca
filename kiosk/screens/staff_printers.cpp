// Printers, camera and the latest list: what works, and of the rest why not and what to do.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/staff_parts.hpp"
#include "kiosk/ui/shapes.hpp"

namespace entre {
namespace {

struct DeviceLine {
    std::string name, line;
    bool is_working = true;
};

std::vector<DeviceLine> device_lines(const Staff& staff, const State& state, const Frame& f) {
    const auto& d = state.devices;
    const auto& w = f.words;
    std::vector<DeviceLine> out;
    if (!staff.is_organisers && f.seminar.kiosk.camera != "none")
        out.push_back({w[Msg::staff_camera], d.has_camera ? w[Msg::staff_working] : w[Msg::staff_camera_gone], d.has_camera});
    for (const auto& p : f.seminar.printers) {
        const auto news = std::ranges::find(d.printers, p.name, &Devices::PrinterNews::name);
        const auto fault = news == d.printers.end() ? PrinterFault::none : news->fault;
        out.push_back({w.filled(Msg::staff_printer, {p.name}), w.staff_line(fault), fault == PrinterFault::none});
    }
    if (f.seminar.printers.empty()) out.push_back({w.filled(Msg::staff_printer, {"–"}), w[Msg::staff_no_printers], false});
    if (const auto& import = d.last_import)
        out.push_back(
            {w[Msg::staff_last_import],
             w.filled(Msg::staff_last_import_line,
                      {import->file, clock_of(f, import->at), std::to_string(import->added), std::to_string(import->changed),
                       std::to_string(import->withdrawn), std::to_string(import->rejected)}),
             import->rejected == 0});
    for (const auto& notice : f.seminar.notices) out.push_back({w[Msg::staff_notices], notice, false});
    return out;
}

/// The list's type: smaller than elsewhere when that is what it takes to show every device.
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
    const float least = type.line.size_px * 0.45f;
    while (list_height(f, card.width, devices, type) > card.height && type.line.size_px > least) {
        type.line.size_px *= 0.96f;
        type.name.size_px *= 0.96f;
    }
    return type;
}

/// What works is quiet; what does not stands on amber with what to do.
void draw_device(const Frame& f, const Rect& row, const DeviceLine& device, const ListType& type) {
    const auto& t = f.theme;
    const auto& c = t.color;
    if (!device.is_working) {
        fill_rect(*f.list, row, c.notice, t.radius * 0.7f);
        if (c.has_heavy_edges) stroke_rect(*f.list, row, c.on_notice, t.radius * 0.7f, t.edge_px);
    }
    const Rgb ink = device.is_working ? c.ink : c.on_notice, second = device.is_working ? c.quiet : c.on_notice;
    const float icon = t.mm(7);
    draw_sign(*f.list, device.is_working ? Icon::tick : Icon::info, {row.x + t.mm(4), row.middle().y - icon / 2, icon, icon},
              ink);
    Rect words{row.x + t.mm(4) + icon + t.mm(4), row.y + t.mm(2.4), words_width(f, row.width + t.mm(12)), row.height - t.mm(2.4)};
    const Say how{.is_data = true, .is_staff = true};  // printers are called what the organiser calls them
    words.cut_top(say(f, words, device.name, type.name, ink, how));
    say(f, words, device.line, type.line, second, how);
}

void draw_devices(const Frame& f, const Rect& card, const std::vector<DeviceLine>& devices) {
    const auto& t = f.theme;
    const auto type = list_type(f, card, devices);
    staff_card(f, {card.x, card.y, card.width, std::min(card.height, list_height(f, card.width, devices, type))});
    auto room = card.inset(t.mm(6), t.mm(5));
    room.cut_top(say(f, room, f.words[Msg::staff_devices], type.name, t.color.ink, {.is_staff = true}) + t.mm(3));
    for (const auto& device : devices) {
        draw_device(f, room.cut_top(row_height(f, words_width(f, card.width), device, type)), device, type);
        room.cut_top(t.mm(2.5));
    }
}

Events draw_actions(const PrintersPage& page, const State& state, const Frame& f, Rect room) {
    const auto& w = f.words;
    const auto ground = paper_ground(f.theme);
    const auto waiting = state.devices.badges_waiting;
    Events out;
    const auto label = w[Msg::staff_print_waiting] + (waiting > 0 ? " (" + std::to_string(waiting) + ")" : "");
    const float height =
        std::min((room.height - f.theme.tap_gap) / 2, button_height(f, label, room.width, f.theme.mm(22), {.is_staff = true}));
    const bool can_print = waiting > 0 && state.rules.writer.empty();
    if (button(f, ground, "staff.print_waiting", room.cut_top(height), label,
               {.is_enabled = can_print, .is_staff = true, .is_chosen = true}))
        out.push_back(PendingPrintAsked{f.now});
    room.cut_top(f.theme.tap_gap);
    if (button(f, ground, "staff.quit", room.cut_top(height), w[page.is_quit_sure ? Msg::staff_quit_sure : Msg::staff_quit],
               {.is_staff = true, .is_chosen = page.is_quit_sure}))
        out.push_back(QuitAsked{f.now});
    return out;
}

}  // namespace

Events draw_page(const PrintersPage& page, const Staff& staff, const State& state, const Frame& f) {
    auto [body, out] = staff_body(staff, state, f);
    const auto& t = f.theme;
    const float gap = t.mm(6);
    const auto actions =
        t.is_portrait() ? body.cut_bottom(t.mm(22) * 2 + t.tap_gap) : body.cut_right(std::floor(body.width * 0.32f));
    t.is_portrait() ? body.cut_bottom(gap) : body.cut_right(gap);
    draw_devices(f, body, device_lines(staff, state, f));
    append(out, draw_actions(page, state, f, actions));
    return out;
}

}  // namespace entre
