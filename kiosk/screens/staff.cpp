#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/parts.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/ui/shapes.hpp"

namespace entre {
namespace {

constexpr Say staff_say{.least = 0.7, .is_staff = true};

TextStyle small_bold(const Theme& t) {
    auto style = t.type.small;
    style.weight = Weight::semibold;
    return style;
}

void draw_card(const Frame& f, const Rect& r, Rgb fill) {
    fill_rect(*f.list, r, fill, f.theme.radius);
    if (f.theme.color.has_heavy_edges) stroke_rect(*f.list, r, f.theme.color.edge, f.theme.radius, f.theme.edge_px);
}

void draw_number(const Frame& f, const Rect& card, std::string_view label, std::size_t number) {
    const auto& t = f.theme;
    draw_card(f, card, t.color.surface);
    auto room = card.inset(t.mm(6), t.mm(4.5));
    auto how = staff_say;
    how.most_lines = 2;
    say(f, {room.x, room.y, room.width, room.height - t.type.number.size_px * t.type.number.leading}, label, t.type.small,
        t.color.quiet, how);
    say(f, room, std::to_string(number), t.type.number, t.color.ink, {.least = 0.5, .is_at_bottom = true, .is_staff = true});
}

/// Four in a row, or two by two where the glass is narrow.
void draw_numbers(const Frame& f, Rect room, const Devices& d) {
    const std::pair<Msg, std::size_t> numbers[] = {{Msg::staff_inside, d.inside},
                                                   {Msg::staff_expected, d.expected},
                                                   {Msg::staff_waiting, d.badges_waiting},
                                                   {Msg::staff_help, d.help_wanted}};
    const int across = f.theme.is_portrait() ? 2 : 4;
    const float gap = f.theme.mm(5);
    const int rows = 4 / across;
    const float width = (room.width - gap * static_cast<float>(across - 1)) / static_cast<float>(across);
    const float height = (room.height - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows);
    for (int i = 0; i < 4; ++i)
        draw_number(f,
                    {room.x + static_cast<float>(i % across) * (width + gap),
                     room.y + static_cast<float>(i / across) * (height + gap), width, height},
                    f.words[numbers[i].first], numbers[i].second);
}

struct DeviceLine {
    std::string name, line;
    bool is_working = true;
};

std::vector<DeviceLine> device_lines(const Frame& f, const Devices& d) {
    const auto& w = f.words;
    std::vector<DeviceLine> out;
    out.push_back({w[Msg::staff_camera], d.has_camera ? w[Msg::staff_working] : w[Msg::staff_camera_gone], d.has_camera});
    for (const auto& p : f.seminar.printers) {
        const auto news = std::ranges::find(d.printers, p.name, &Devices::PrinterNews::name);
        const auto fault = news == d.printers.end() ? PrinterFault::none : news->fault;
        out.push_back({w.filled(Msg::staff_printer, {p.name}), w.staff_line(fault), fault == PrinterFault::none});
    }
    if (f.seminar.printers.empty()) out.push_back({w.filled(Msg::staff_printer, {"–"}), w[Msg::staff_no_printers], false});
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
    ListType type{small_bold(f.theme), f.theme.type.small};
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

void draw_devices(const Frame& f, const Rect& card, const Devices& d) {
    const auto& t = f.theme;
    const auto devices = device_lines(f, d);
    const auto type = list_type(f, card, devices);
    draw_card(f, {card.x, card.y, card.width, std::min(card.height, list_height(f, card.width, devices, type))}, t.color.surface);
    auto room = card.inset(t.mm(6), t.mm(5));
    room.cut_top(say(f, room, f.words[Msg::staff_devices], type.name, t.color.ink, {.is_staff = true}) + t.mm(3));
    for (const auto& device : devices) {
        draw_device(f, room.cut_top(row_height(f, words_width(f, card.width), device, type)), device, type);
        room.cut_top(t.mm(2.5));
    }
}

Events draw_actions(const State& state, const Frame& f, Rect room) {
    const auto& w = f.words;
    const auto ground = paper_ground(f.theme);
    const bool has_waiting = state.devices.badges_waiting > 0;
    const float gap = f.theme.tap_gap;
    const float height = std::min((room.height - 2 * gap) / 3, f.theme.mm(28));
    Events out;
    if (button(f, ground, "staff.print_waiting", room.cut_top(height), w[Msg::staff_print_waiting],
               {.is_enabled = has_waiting, .is_staff = true, .is_chosen = true}))
        out.push_back(PendingPrintAsked{f.now});
    room.cut_top(gap);
    if (button(f, ground, "staff.close", room.cut_top(height), w[Msg::staff_close], {.is_staff = true}))
        out.push_back(Cancelled{f.now});
    room.cut_top(gap);
    if (button(f, ground, "staff.quit", room.cut_top(height), w[Msg::staff_quit], {.is_staff = true}))
        out.push_back(QuitAsked{f.now});
    return out;
}

/// The seminar and this station, and the way to the other language.
Events draw_head(const Frame& f, Rect room) {
    const auto& t = f.theme;
    auto languages = language_offers(f);
    Events out;
    for (auto& o : languages) {
        auto style = t.type.label;
        const float width = std::max(t.staff_tap * 1.6f, f.text.measure({o.button.label, style}).width_px + t.mm(10));
        const auto place = room.cut_right(width);
        room.cut_right(t.mm(4));
        if (button(f, paper_ground(t), o.button.id, place, o.button.label, {.is_staff = true})) out.push_back(o.event);
    }
    auto how = staff_say;
    how.is_centred = true;
    how.is_data = true;
    how.most_lines = 1;
    auto title = t.type.sentence;
    title.weight = Weight::bold;
    title.leading = 1.2f;
    const auto name = f.seminar.name.in(f.words.code());
    const auto fitted = fit(f, {0, 0, room.width * 0.62f, room.height}, name, title, how);
    say(f, room.cut_left(fitted.size.width_px + 4), name, fitted.style, t.color.ink, how);
    room.cut_left(t.mm(7));
    say(f, room, f.seminar.kiosk.station, t.type.small, t.color.quiet, how);
    return out;
}

}  // namespace

Events draw(const Staff& /*screen*/, const State& state, const Frame& f) {
    const auto& t = f.theme;
    const Rect all{0, 0, static_cast<float>(t.screen.width), static_cast<float>(t.screen.height)};
    fill_rect(*f.list, all, t.color.canvas);
    auto body = all.inset(std::min(t.mm(14), all.width * 0.04f), std::min(t.mm(10), all.height * 0.035f));
    auto out = draw_head(f, body.cut_top(t.staff_tap));
    const float gap = t.mm(6);
    body.cut_top(gap);
    const float number = t.type.small.size_px * 2.9f + t.type.number.size_px * 1.1f + t.mm(8);
    draw_numbers(f, body.cut_top(t.is_portrait() ? 2 * number + t.mm(5) : number), state.devices);
    body.cut_top(gap);
    auto actions =
        t.is_portrait() ? body.cut_bottom(t.mm(28) * 3 + 2 * t.tap_gap) : body.cut_right(std::floor(body.width * 0.32f));
    t.is_portrait() ? body.cut_bottom(gap) : body.cut_right(gap);
    draw_devices(f, body, state.devices);
    for (auto& e : draw_actions(state, f, actions)) out.push_back(std::move(e));
    return out;
}

}  // namespace entre
