// "Anslut en telefon": a code for the camera of a phone, the address and the digits beside it, and which phones are paired.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/setup/parts.hpp"
#include "kiosk/ui/qr_code.hpp"
#include "kiosk/ui/shapes.hpp"

namespace entre::setup {

namespace {

bool is_small(const Theme& t) { return t.scale < 0.9; }

/// Of two lines, or on a small screen of one.
float phones_height(const Theme& t) {
    return std::ceil((is_small(t) ? 1.0f : 2.0f) * strong_style(t).size_px * 1.35f + t.mm(is_small(t) ? 4 : 6));
}

/// How many phones are paired and which, on a card with a tick once there is one.
void draw_phones(const PairScreen& s, const Frame& f, const Rect& place) {
    const auto& t = f.theme;
    const auto& w = f.words;
    const auto count = s.phones.size();
    draw_card(f, {place}, t.color.surface, t.color.edge);
    auto room = place.inset(t.mm(5), t.mm(is_small(t) ? 2 : 3));
    if (count > 0) {
        const float side = std::min(t.mm(11), room.height);
        const auto sign = room.split_left(side);
        draw_sign(*f.list, Icon::tick, {sign.x, sign.middle().y - side / 2, side, side},
                  t.color.has_heavy_edges ? t.color.ink : t.color.found);
        room.split_left(t.mm(4));
    }
    const auto text = count == 0   ? w[Msg::setup_pair_none]
                      : count == 1 ? w[Msg::setup_pair_one]
                                   : w.filled(Msg::setup_pair_many, {std::to_string(count)});
    const TextOptions line{.max_lines = 1, .min_scale = 0.8, .is_centred = true, .is_data = true, .is_staff = true};
    if (count == 0) {
        draw_text(f, room, text, line_style(t), t.color.quiet, line);
        return;
    }
    if (is_small(t)) {
        draw_text(f, room, text, strong_style(t), t.color.ink, line);
        return;
    }
    std::string names;
    for (const auto& phone : s.phones) names += (names.empty() ? "" : " · ") + phone;
    draw_text(f, room.split_top(std::floor(room.height / 2)), text, strong_style(t), t.color.ink, line);
    draw_text(f, room, names, line_style(t), t.color.quiet, line);
}

/// What to do, in the order in which it is done. Returns the height used.
float draw_how(const PairingCode& code, const Frame& f, const Rect& room) {
    const auto& t = f.theme;
    const auto& w = f.words;
    auto text = t.type.sentence;
    text.leading = 1.3f;
    auto address = t.type.sentence;
    address.weight = Weight::semibold;
    auto digits = is_small(t) ? address : t.type.title;
    digits.has_even_digits = true;
    const TextOptions lines{.min_scale = 0.6, .is_data = true, .is_staff = true};
    const TextOptions one_line{.max_lines = 1, .min_scale = 0.4, .is_data = true, .is_staff = true};
    // Where there is no room for the fingerprint, how to get past the browser's warning has to do.
    const auto warning =
        is_small(t) ? std::string(w[Msg::setup_upload_warning]) : w[Msg::staff_phones_fingerprint] + "\n" + code.fingerprint;
    return column(f, room,
                  {{w[Msg::setup_pair_scan], text, t.color.ink, 0, lines, 0},
                   {code.address, address, t.color.accent, t.mm(3), lines, 0},
                   {code.digits.substr(0, 3) + " " + code.digits.substr(3), digits, t.color.accent, t.mm(1), one_line, 0},
                   {warning, line_style(t), t.color.quiet, t.mm(is_small(t) ? 2 : 4), lines, 1},
                   {w[Msg::setup_pair_next], line_style(t), t.color.quiet, t.mm(3), lines, 2}});
}

}  // namespace

Events draw_screen(const PairScreen& s, const State& state, const Frame& f) {
    const auto& t = f.theme;
    const auto& w = f.words;
    auto [room, out] = draw_page(
        state, f,
        {.title = w[Msg::setup_pair_title], .hint = w[Msg::setup_pair_hint], .next = w[Msg::setup_done], .has_back = false});
    if (s.problem) room.split_top(draw_problem(f, room, w.say(*s.problem)) + t.mm(5));
    if (!s.code) {
        if (!s.problem)
            draw_text(f, room, w[Msg::common_moment], t.type.sentence, t.color.ink, {.min_scale = 0.6, .is_staff = true});
        return out;
    }
    const float share = t.is_portrait() ? 0.45f : std::clamp(room.height / room.width, 0.3f, 0.45f);
    auto [picture, how] = in_two(f, room, share);
    const float side =
        draw_qr_code(f, {std::round(picture.x), std::round(picture.y), picture.width, picture.height}, s.code->url);
    if (!t.is_portrait()) how.height = std::min(how.height, side);  // both end on one line
    const float phones = phones_height(t), gap = t.mm(4);
    const auto place = how.split_bottom(phones);
    how.split_bottom(gap);
    const float used = draw_how(*s.code, f, how);
    const float top = t.is_portrait() ? std::min(std::round(how.y + used + t.mm(8)), place.y) : place.y;
    draw_phones(s, f, {place.x, top, place.width, place.height});
    return out;
}

}  // namespace entre::setup
