// Pairing of phones and laptops with the live page: a pairing code, and the list of paired devices.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/staff/parts.hpp"
#include "kiosk/ui/qr_code.hpp"
#include "kiosk/ui/shapes.hpp"

namespace entre {
namespace {

/// Formats "482913" as "482 913".
std::string spaced(const std::string& digits) {
    return digits.size() == 6 ? digits.substr(0, 3) + " " + digits.substr(3) : digits;
}

void draw_code(const PhoneCode& code, const Frame& f, Rect room) {
    const auto& t = f.theme;
    const auto& w = f.words;
    const float side = std::min(room.width * 0.48f, room.height);
    draw_qr_code(f, {std::round(room.x), std::round(room.y), side, side}, code.url);
    room.split_left(side + t.mm(6));
    auto digits = t.type.title;
    digits.has_even_digits = true;
    const TextOptions data{.min_scale = 0.6, .is_data = true, .is_staff = true};
    column(f, room,
           {{w[code.is_for_staff ? Msg::staff_phones_for_staff : Msg::staff_phones_for_viewer], staff_strong(t), t.color.ink, 0,
             data, 1},
            {w.filled(Msg::staff_phones_type, {code.address}), staff_text(t), t.color.ink, t.mm(3), data, 0},
            {spaced(code.digits),
             digits,
             t.color.accent,
             t.mm(1),
             {.max_lines = 1, .min_scale = 0.4, .is_data = true, .is_staff = true},
             0},
            {w.filled(Msg::staff_phones_until, {clock_of(f, code.expires)}), staff_text(t), t.color.quiet, t.mm(1), data, 2},
            {w[Msg::staff_phones_fingerprint] + "\n" + code.fingerprint,
             staff_text(t),
             t.color.quiet,
             t.mm(3),
             {.min_scale = 0.5, .is_data = true, .is_staff = true},
             3}});
}

Events draw_invitation(const PhonesPage& page, const Frame& f, const Rect& card) {
    staff_card(f, card);
    const auto& t = f.theme;
    const auto& w = f.words;
    auto room = card.inset(t.mm(6), t.mm(5));
    Events out;
    auto buttons = room.split_bottom(t.staff_tap);
    room.split_bottom(t.mm(4));
    const float width = std::floor((buttons.width - t.tap_gap) / 2);
    if (button(f, paper_backdrop(t), "phones.viewer", buttons.split_left(width), w[Msg::staff_phones_viewer], {.is_staff = true}))
        out.push_back(PhoneCodeRequested{false, f.now});
    if (button(f, paper_backdrop(t), "phones.staff", buttons.split_right(width), w[Msg::staff_phones_staff], {.is_staff = true}))
        out.push_back(PhoneCodeRequested{true, f.now});
    room.split_top(draw_text(f, room, w[Msg::staff_phones_title], staff_strong(t), t.color.ink, {.is_staff = true}) + t.mm(3));
    if (page.code && !page.code->url.empty()) {
        draw_code(*page.code, f, room);
    } else {
        const auto text = w[page.code ? Msg::staff_phones_no_network : Msg::staff_phones_how];
        draw_text(f, room, text, staff_text(t), page.code ? t.color.ink : t.color.quiet, {.is_staff = true});
    }
    return out;
}

Events draw_phones(const PhonesPage& page, const Frame& f, const Rect& card) {
    staff_card(f, card);
    const auto& t = f.theme;
    const auto& w = f.words;
    auto room = card.inset(t.mm(6), t.mm(5));
    Events out;
    room.split_top(draw_text(f, room, w[Msg::staff_phones_list], staff_strong(t), t.color.ink, {.is_staff = true}) + t.mm(3));
    if (page.phones.empty()) draw_text(f, room, w[Msg::staff_phones_none], staff_text(t), t.color.quiet, {.is_staff = true});
    const auto label = w[Msg::staff_phones_end];
    const float end_width = std::max(t.staff_tap * 1.4f, button_width(f, label, t.staff_tap, {.is_staff = true}));
    const TextOptions line{.max_lines = 1, .min_scale = 0.7, .is_data = true, .is_staff = true};
    for (const auto& phone : page.phones) {
        const float height = std::max(t.staff_tap, 2 * staff_text(t).size_px * 1.4f) + std::max(t.tap_gap, t.mm(3)) + 2;
        if (room.height < height) break;
        auto row = room.split_top(height);
        fill_rect(*f.list, {row.x, row.bottom() - 1, row.width, 1}, mixed(t.color.surface, t.color.ink, 0.12f));
        row = row.inset(0, std::max(t.tap_gap, t.mm(3)) / 2);
        auto place = row.split_right(end_width);
        place = {place.x, place.middle().y - t.staff_tap / 2, place.width, t.staff_tap};
        if (button(f, paper_backdrop(t), "phones.end." + phone.id, place, label, {.is_staff = true}))
            out.push_back(PhoneEnded{phone.id, f.now});
        row.split_right(t.mm(3));
        row.split_top(draw_text(f, {row.x, row.y, row.width, row.height / 2}, phone.device, staff_strong(t), t.color.ink, line));
        draw_text(f, row, w.filled(phone.is_staff ? Msg::staff_phones_acts : Msg::staff_phones_looks, {clock_of(f, phone.since)}),
                  staff_text(t), t.color.quiet, line);
    }
    return out;
}

}  // namespace

Events draw_page(const PhonesPage& page, const Staff& staff, const State& state, const Frame& f) {
    auto [body, out] = staff_body(staff, state, f);
    const auto& t = f.theme;
    const float gap = t.mm(6);
    const auto list =
        t.is_portrait() ? body.split_bottom(std::floor(body.height * 0.42f)) : body.split_right(std::floor(body.width * 0.38f));
    t.is_portrait() ? body.split_bottom(gap) : body.split_right(gap);
    append(out, draw_invitation(page, f, body));
    append(out, draw_phones(page, f, list));
    return out;
}

}  // namespace entre
