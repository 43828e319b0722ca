// Status of printers, camera and the latest list: what works, and for the rest the problem and the remedy.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/staff/device_list.hpp"
#include "kiosk/screens/staff/parts.hpp"
#include "kiosk/ui/shapes.hpp"

namespace entre {
namespace {

std::string camera_line(const Devices& d, const Language& w) {
    if (!d.has_camera) return w[d.is_decoder_gone ? Msg::staff_decoder_gone : Msg::staff_camera_gone];
    return d.lost_frames > 0 ? w.filled(Msg::staff_lost_frames, {std::to_string(d.lost_frames)}) : w[Msg::staff_working];
}

std::vector<DeviceLine> device_lines(const Staff& staff, const State& state, const Frame& f) {
    const auto& d = state.devices;
    const auto& w = f.words;
    std::vector<DeviceLine> out;
    if (!staff.is_organisers && f.seminar.kiosk.camera != "none")
        out.push_back({w[Msg::staff_camera], camera_line(d, w), d.has_camera});
    for (const auto& p : f.seminar.printers) {
        const auto news = std::ranges::find(d.printers, p.name, &Devices::PrinterNews::name);
        const auto fault = news == d.printers.end() ? PrinterFault::none : news->fault;
        const auto roll = std::ranges::find(d.rolls, p.name, &LabelRoll::printer);
        auto line = w.staff_line(fault);
        // Faults without a text of our own are shown as the printer reports them, so that staff can look them up or quote them.
        if (fault == PrinterFault::other && !news->detail.empty()) line += " (" + news->detail + ")";
        if (roll != d.rolls.end())
            line += " " + w.filled(Msg::staff_labels_left, {std::to_string(roll->left), std::to_string(roll->size)}) + ".";
        out.push_back({w.filled(Msg::staff_printer, {p.name}), line, fault == PrinterFault::none});
    }
    if (f.seminar.printers.empty()) out.push_back({w.filled(Msg::staff_printer, {"–"}), w[Msg::staff_no_printers]});
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

/// Stacked buttons, as high as their labels need and the room allows.
class Stack {
public:
    Stack(const Frame& f, Rect room, std::size_t many) : f_(f), room_(room) {
        const auto count = static_cast<float>(many);
        max_ = std::floor((room.height - (count - 1) * f.theme.tap_gap) / count);
    }
    void add(std::string_view id, const std::string& label, Event event, ButtonLook look) {
        look.is_staff = true;
        const float height =
            std::min(max_, button_height(f_, label, room_.width, f_.theme.mm(f_.theme.is_portrait() ? 16 : 22), look));
        if (button(f_, paper_backdrop(f_.theme), id, room_.split_top(height), label, look)) events.push_back(std::move(event));
        room_.split_top(f_.theme.tap_gap);
    }
    Events events;

private:
    const Frame& f_;
    Rect room_;
    float max_ = 0;
};

/// The buttons besides those for label rolls.
std::size_t action_count(const PrintersPage& page, const State& state) {
    const bool has_both = state.rules.has_settings && page.sure == Sure::nothing;
    return (page.sure == Sure::nothing ? 2 : 3) + (has_both ? 1 : 0);
}

Events draw_actions(const PrintersPage& page, const Staff& staff, const State& state, const Frame& f, const Rect& room) {
    const auto& w = f.words;
    const auto waiting = state.devices.badges_waiting;
    const bool may_act = state.rules.writer.empty() && staff.request == 0;
    const auto counted = std::ranges::count_if(f.seminar.printers, [](const auto& p) { return p.labels > 0; });
    Stack stack(f, room, action_count(page, state) + static_cast<std::size_t>(counted));
    stack.add("staff.print_waiting", w[Msg::staff_print_waiting] + (waiting > 0 ? " (" + std::to_string(waiting) + ")" : ""),
              PendingPrintRequested{f.now}, {.is_enabled = waiting > 0 && may_act, .is_chosen = true});
    for (const auto& p : f.seminar.printers)
        if (p.labels > 0)
            stack.add("roll." + p.name, w.filled(Msg::staff_new_roll, {p.name}), RollChanged{p.name, f.now},
                      {.is_enabled = may_act});
    if (page.sure != Sure::nothing) stack.add("staff.cancel", w[Msg::staff_cancel], Declined{f.now}, {});
    if (state.rules.has_settings && page.sure != Sure::quit)
        stack.add("staff.settings", w[page.sure == Sure::settings ? Msg::staff_settings_sure : Msg::staff_settings],
                  SettingsRequested{f.now}, {.is_chosen = page.sure == Sure::settings});
    if (page.sure != Sure::settings)
        stack.add("staff.quit", w[page.sure == Sure::quit ? Msg::staff_quit_sure : Msg::staff_quit], QuitRequested{f.now},
                  {.is_chosen = page.sure == Sure::quit});
    return std::move(stack.events);
}

/// A badge in doubt: whose, where, when and what is known, with buttons for "it was printed" and "print again".
Events draw_badge(const Frame& f, Rect row, const TroubledBadge& badge, bool may_act) {
    const auto& t = f.theme;
    const auto& w = f.words;
    Events out;
    const TextOptions line{.max_lines = 1, .min_scale = 0.6, .is_data = true, .is_staff = true};
    const auto place = [&](const std::string& label) {
        auto cut = row.split_right(std::max(t.staff_tap * 1.4f, button_width(f, label, t.staff_tap, {.is_staff = true})));
        row.split_right(t.tap_gap);
        return Rect{cut.x, cut.middle().y - t.staff_tap / 2, cut.width, t.staff_tap};
    };
    const auto& again = w[Msg::staff_doubt_no];
    const auto& fine = w[badge.is_in_doubt ? Msg::staff_doubt_yes : Msg::staff_badge_not_wanted];
    if (button(f, paper_backdrop(t), "badge.again." + badge.order.value, place(again), again,
               {.is_enabled = may_act, .is_staff = true}))
        out.push_back(BadgeAnswered{badge.order, false, f.now});
    if (button(f, paper_backdrop(t), "badge.fine." + badge.order.value, place(fine), fine,
               {.is_enabled = may_act, .is_staff = true}))
        out.push_back(BadgeAnswered{badge.order, true, f.now});
    row.split_right(t.mm(2));
    auto upper = row.split_top(row.height / 2);
    draw_text(f, upper, badge.name, staff_strong(t), t.color.ink,
              {.max_lines = 1, .min_scale = 0.6, .is_at_bottom = true, .is_data = true, .is_staff = true});
    const auto what = w[badge.is_in_doubt ? Msg::staff_badge_maybe : Msg::staff_badge_not_out];
    draw_text(f, row, w.filled(Msg::staff_doubt_line, {badge.printer.empty() ? "–" : badge.printer, what, clock_of(f, badge.at)}),
              staff_text(t), t.color.quiet, line);
    return out;
}

float badge_row_height(const Frame& f) {
    return std::max(f.theme.staff_tap, 2.3f * staff_text(f.theme).size_px * staff_text(f.theme).leading) +
           std::max(f.theme.tap_gap, f.theme.mm(3));
}

/// Draws the badges in doubt. Nothing is reprinted without a tap here.
Events draw_badges(const Staff& staff, const State& state, const Frame& f, const Rect& card) {
    staff_card(f, card);
    const auto& t = f.theme;
    auto room = card.inset(t.mm(6), t.mm(4));
    const auto& badges = *state.troubled;
    const bool may_act = state.rules.writer.empty() && staff.request == 0;
    Events out;
    room.split_top(draw_text(f, room, f.words[Msg::staff_doubt_title], staff_strong(t), t.color.ink, {.is_staff = true}) +
                   t.mm(1));
    const float height = badge_row_height(f);
    std::size_t shown = 0;
    const float more = staff_text(t).size_px * staff_text(t).leading;
    for (; shown < badges.size() && room.height >= height + (shown + 1 < badges.size() ? more : 0); ++shown) {
        auto row = room.split_top(height);
        fill_rect(*f.list, {row.x, row.bottom() - 1, row.width, 1}, mixed(t.color.surface, t.color.ink, 0.12f));
        append(out, draw_badge(f, row, badges[shown], may_act));
    }
    if (shown < badges.size())
        draw_text(f, room, f.words.filled(Msg::staff_doubt_more, {std::to_string(badges.size() - shown)}), staff_text(t),
                  t.color.quiet, {.max_lines = 1, .min_scale = 0.5, .is_data = true, .is_staff = true});
    return out;
}

}  // namespace

Events draw_page(const PrintersPage& page, const Staff& staff, const State& state, const Frame& f) {
    auto [body, out] = staff_body(staff, state, f);
    const auto& t = f.theme;
    const float gap = t.mm(6);
    const bool is_closing = page.sure == Sure::settings;
    if (const auto note = is_closing ? f.words[Msg::staff_settings_note] : note_line(f, page.note); !note.empty()) {
        const float height = f.text.measure({note, staff_strong(t), body.width}).height_px;
        draw_text(f, body.split_bottom(height), note, staff_strong(t),
                  is_closing || is_good(page.note) ? t.color.accent : t.color.on_notice, {.is_data = true, .is_staff = true});
        body.split_bottom(t.mm(3));
    }
    const auto counted = std::ranges::count_if(f.seminar.printers, [](const auto& p) { return p.labels > 0; });
    const auto buttons = static_cast<float>(action_count(page, state)) + static_cast<float>(counted);
    const auto actions = t.is_portrait()
                             ? body.split_bottom(t.mm(t.is_text_large ? 22 : 16) * buttons + t.tap_gap * (buttons - 1))
                             : body.split_right(std::floor(body.width * 0.32f));
    t.is_portrait() ? body.split_bottom(gap) : body.split_right(gap);
    append(out, draw_actions(page, staff, state, f, actions));
    auto devices = device_lines(staff, state, f);
    if (state.troubled != nullptr && !state.troubled->empty()) {
        const auto wanted = badge_row_height(f) * static_cast<float>(state.troubled->size()) + t.mm(22);
        const auto left = [&] { return body.height - gap - std::min(wanted, std::floor(body.height * 0.55f)); };
        // If there is not enough room for all, omit working devices.
        if (devices_height(f, body.width, devices) > left())
            std::erase_if(devices, [](const auto& device) { return device.is_working; });
        if (devices.empty() || devices_height(f, body.width, devices) > left()) {
            append(out, draw_badges(staff, state, f, body));
            return out;
        }
        append(out, draw_badges(staff, state, f, body.split_bottom(body.height - gap - left())));
        body.split_bottom(gap);
    }
    draw_devices(f, body, f.words[Msg::staff_devices], devices);
    return out;
}

}  // namespace entre
