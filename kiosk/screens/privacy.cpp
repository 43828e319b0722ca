#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/parts.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/ui/qr_code.hpp"

namespace entre {

namespace {

/// "Linköpings kommun", or all organisers: "Polisen, MSB".
std::string controller_of(const Frame& f) {
    const auto& seminar = f.seminar;
    if (!seminar.privacy.controller.empty()) return seminar.privacy.controller;
    std::string all;
    for (const auto& organiser : seminar.organisers) all += (all.empty() ? "" : ", ") + organiser;
    return all.empty() ? seminar.name.in(f.words.code()) : all;
}

std::vector<Block> blocks_of(const Frame& f) {
    const auto& t = f.theme;
    const auto& w = f.words;
    const auto& privacy = f.seminar.privacy;
    const auto contact = privacy.contact.empty() ? std::string(w[Msg::privacy_staff]) : privacy.contact;
    const TextOptions how{.min_scale = 0.6, .is_balanced = true};
    const float gap = t.mm(t.is_text_large ? 3 : 6);
    return {{w[Msg::privacy_title], t.type.title, t.color.ink, 0, {.max_lines = 2, .min_scale = 0.5}, 0},
            {w.filled(Msg::privacy_what, {std::to_string(f.seminar.keep_days)}), t.type.sentence, t.color.ink, gap, how, 0},
            {w.filled(Msg::privacy_who, {controller_of(f)}), t.type.body, t.color.quiet, gap, how, 0},
            {w.filled(Msg::privacy_rights, {contact}), t.type.body, t.color.quiet, gap * 0.6f, how, 0}};
}

/// The whole text as a QR code, with a caption below it.
void draw_link(const Frame& f, Rect room) {
    const auto& t = f.theme;
    const auto caption = f.words[Msg::privacy_whole_text];
    const float words = f.text.measure({caption, t.type.body, room.width}).height_px + t.mm(3);
    const float side = std::floor(std::min({room.width, room.height - words, t.mm(90)}));
    draw_qr_code(f, {std::round(room.x), std::round(room.y), side, side}, f.seminar.privacy.notice);
    room.split_top(side + t.mm(3));
    draw_text(f, room, caption, t.type.body, t.color.quiet, {.min_scale = 0.6});
}

}  // namespace

Events draw(const PrivacyNotice& /*screen*/, const State& state, const Frame& f) {
    const auto& t = f.theme;
    const auto backdrop = paper_backdrop(t);
    auto body = page(f, backdrop);
    const Offered back{{"privacy.back", f.words[Msg::privacy_back], true}, Cancelled{f.now}};
    auto out = footer(state, f, backdrop, body, {.own = {back}});
    const bool has_link = !f.seminar.privacy.notice.empty();
    if (has_link && !t.is_portrait()) {
        draw_link(f, body.split_right(std::floor(body.width * (t.is_text_large ? 0.24f : 0.3f))));
        body.split_right(t.mm(t.is_text_large ? 6 : 12));
    } else if (!t.is_portrait()) {
        body.width = std::min(body.width, t.mm(380));
    }
    const float used = column(f, body, blocks_of(f));
    if (!has_link || !t.is_portrait()) return out;
    body.split_top(used + t.mm(16));
    draw_link(f, body);
    return out;
}

}  // namespace entre
