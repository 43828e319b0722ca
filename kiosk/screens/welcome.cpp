#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/camera.hpp"
#include "kiosk/screens/parts.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/ui/shapes.hpp"

namespace entre {
namespace {

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    std::string out;
    for (const auto& part : parts) {
        if (part.empty()) continue;
        if (!out.empty()) out += between;
        out += part;
    }
    return out;
}

/// How visitors get in at this screen.
enum class WayIn { by_code, by_name, at_the_desk };

WayIn way_in(const State& state, const Frame& f) {
    // A seminar without a camera has a hand scanner; one whose camera failed may have none.
    const bool is_camera_off = std::ranges::find(state.rules.parts_off, DoorPart::camera) != state.rules.parts_off.end();
    const bool is_for_scanner = state.devices.has_scanner || (f.seminar.kiosk.camera == "none" && !is_camera_off);
    if (state.have_visitors_codes && (state.devices.has_camera || is_for_scanner)) return WayIn::by_code;
    return state.rules.search ? WayIn::by_name : WayIn::at_the_desk;
}

/// What nearly everybody does where no code can be shown: a large button in the place of the camera's picture.
Offered main_way(const Frame& f, WayIn way) {
    if (way == WayIn::by_name)
        return {{"welcome.search", f.words[Msg::search_go], false, ButtonKind::primary}, SearchStarted{f.now}};
    return {{"foot.staff", f.words[Msg::common_call_staff], false, ButtonKind::primary}, StaffCalled{f.now}};
}

std::vector<Offered> bar_offers(const State& state, const Frame& f, WayIn way) {
    const auto& w = f.words;
    const auto& p = state.preferences;
    std::vector<Offered> out;
    const Event no_code = state.rules.search ? Event{SearchStarted{f.now}} : Event{StaffCalled{f.now}};
    if (way == WayIn::by_code) out.push_back({{"welcome.no_code", w[Msg::welcome_no_code], true}, no_code});
    out.push_back(
        {{"foot.text_size", w[p.is_text_large ? Msg::common_text_usual : Msg::common_text_larger]}, TextSizeToggled{f.now}});
    out.push_back(
        {{"foot.contrast", w[p.is_contrast_high ? Msg::common_contrast_usual : Msg::common_contrast]}, ContrastToggled{f.now}});
    if (f.theme.is_portrait() || p.is_low)
        out.push_back({{"foot.reach", w[p.is_low ? Msg::common_reach_usual : Msg::common_reach]}, ReachToggled{f.now}});
    for (auto& o : language_offers(f)) out.push_back(std::move(o));
    if (way != WayIn::at_the_desk) out.push_back({{"foot.staff", w[Msg::common_call_staff]}, StaffCalled{f.now}});
    return out;
}

constexpr int max_organiser_lines = 4;

/// Organisers on at most `lines` lines, name, place and time of the seminar. `share`: of the usual size of name and spaces.
std::vector<Block> seminar_blocks(const Frame& f, int lines, float share = 1) {
    const auto& t = f.theme;
    auto title = t.type.title;
    title.size_px *= share;
    const auto& s = f.seminar;
    const auto& language = f.words.code();
    const TextOptions data{.max_lines = 2, .min_scale = 0.8, .is_balanced = true, .is_data = true};
    const TextOptions organisers{.max_lines = lines, .min_scale = 0.8, .is_data = true};
    const TextOptions name{.max_lines = 5, .min_scale = 0.5, .is_balanced = true, .is_data = true};
    const auto place = joined({s.venue.in(language), s.address.in(language)}, ", ");
    const auto when = f.words.day(s.starts) + ", " + f.words.time_span(s.starts, s.ends);
    // The space before a dot does not break, so that no line begins with one.
    return {{joined(s.organisers, "\u00a0· "), t.type.kicker, t.color.accent, 0, organisers, 3},
            {s.name.in(language), title, t.color.ink, t.mm(4) * share, name, 0},
            {place, t.type.body, t.color.quiet, t.mm(7) * share * share, data, 2},
            {when, t.type.body, t.color.quiet, 0, data, 1}};
}

/// When there is not enough room, name and spaces become smaller; only if that does not help, the organisers are shortened.
void seminar_block(const Frame& f, const Rect& room) {
    constexpr float min_share = 0.7f;
    const auto is_too_high = [&](int lines, float share) {
        return natural_height(f, room.width, seminar_blocks(f, lines, share)) > room.height;
    };
    float share = 1;
    while (share > min_share && is_too_high(max_organiser_lines, share)) share = std::max(min_share, share - 0.05f);
    if (is_too_high(max_organiser_lines, share)) share = 1;
    int lines = max_organiser_lines;
    while (lines > 1 && is_too_high(lines, share)) --lines;
    column(f, room, seminar_blocks(f, lines, share));
}

struct Prompt {
    std::string_view title, text;
    bool has_arrow = true;
};

Prompt prompt_for(const State& state, const Frame& f, bool is_looking, WayIn way) {
    if (is_looking) return {f.words[Msg::common_moment], {}, false};
    if (way != WayIn::by_code) {
        const bool is_camera_dead = state.have_visitors_codes;
        const bool is_by_name = way == WayIn::by_name;
        const auto text = is_camera_dead ? (is_by_name ? Msg::welcome_camera_off_name : Msg::welcome_camera_off_desk)
                                         : (is_by_name ? Msg::welcome_type_name_hint : Msg::welcome_desk_hint);
        return {f.words[is_by_name ? Msg::welcome_type_name : Msg::welcome_desk], f.words[text], false};
    }
    if (const auto* advice = advice_words(f, state.devices.scan_advice); advice != nullptr && state.devices.has_camera)
        // The arrow points at the camera; it would mislead with the other hints.
        return {
            *advice,
            f.words[state.devices.scan_advice == ScanAdvice::not_a_ticket ? Msg::welcome_not_a_ticket_hint : Msg::welcome_hold],
            state.devices.scan_advice == ScanAdvice::closer};
    return {f.words[Msg::welcome_show_code], f.words[state.devices.has_camera ? Msg::welcome_hold : Msg::welcome_hold_scanner],
            state.devices.has_camera};
}

struct Arrow {
    float width = 0, height = 0, gap = 0;
};

Arrow arrow_beside(const Frame& f, const TextStyle& style) {
    const auto lens = f.seminar.kiosk.camera_side;
    const bool is_flat = lens == Side::left || lens == Side::right;
    return {style.size_px * (is_flat ? 1.7f : 0.95f), style.size_px * 0.95f, f.theme.mm(8)};
}

/// As large as possible with text and arrow on one line.
TextStyle prompt_style(const Frame& f, float width, const Prompt& a) {
    auto style = f.theme.type.lead;
    const float min_px = std::max(style.size_px * 0.7f, f.theme.min_size_px());
    const auto needed = [&] {
        const auto arrow = arrow_beside(f, style);
        return f.text.measure({a.title, style}).width_px + (a.has_arrow ? arrow.gap + arrow.width : 0);
    };
    while (needed() > width && style.size_px > min_px) style.size_px = std::max(min_px, style.size_px * 0.97f);
    return style;
}

float prompt_height(const Frame& f, float width, const Prompt& a) {
    return f.text.measure({a.title, prompt_style(f, width, a), width}).height_px + f.theme.mm(2) +
           std::max(f.text.measure({f.words[Msg::welcome_hold], f.theme.type.body, width}).height_px,
                    f.text.measure({a.text, f.theme.type.body, width}).height_px);
}

/// Draws “Visa din QR-kod” and an arrow towards the camera.
void draw_prompt(const Frame& f, Rect room, const Prompt& a) {
    const auto& t = f.theme;
    const auto style = prompt_style(f, room.width, a);
    const auto size = f.text.measure({a.title, style, room.width});
    const float used = draw_text(f, room, a.title, style, t.color.accent);
    const auto arrow = arrow_beside(f, style);
    const float after = room.x + size.width_px + arrow.gap;
    if (a.has_arrow && size.lines == 1 && after + arrow.width <= room.right() + 1)
        draw_arrow(*f.list, f.seminar.kiosk.camera_side,
                   {after, room.y + (used - arrow.height) / 2 + style.size_px * 0.03f, arrow.width, arrow.height}, t.color.accent,
                   style.size_px * 0.15f);
    room.split_top(used + t.mm(2));
    draw_text(f, room, a.text, t.type.body, t.color.quiet, {.is_balanced = true});
}

/// How long attendance is kept, and the way to the whole notice: a strip below the buttons, down to the edge of the screen.
Events draw_keeps(const Frame& f, Rect& body) {
    const auto& t = f.theme;
    const auto text = f.words.filled(Msg::welcome_keeps, {std::to_string(f.seminar.keep_days)});
    auto style = t.type.kicker;
    style.weight = Weight::regular;
    style.tracking_em = 0;
    const auto bottom = static_cast<float>(t.screen.height);
    const float words = f.text.measure({text, style, body.width}).height_px;
    const float height = std::ceil(std::max(t.min_tap, words + t.mm(6)));
    const Rect strip{body.x, bottom - height, body.width, height};
    body.height = strip.y - t.tap_gap - body.y;
    const bool is_tapped = tap_area(f, "welcome.privacy", strip);
    f.tap_targets.targets.back().label = text;
    draw_text(f, strip, text, style, t.color.accent, {.is_centred = true});
    return is_tapped ? Events{PrivacyRequested{f.now}} : Events{};
}

Events draw_welcome(const State& state, const Frame& f, bool is_looking, float closed) {
    const auto& t = f.theme;
    const auto backdrop = paper_backdrop(t);
    auto body = page(f, backdrop);
    auto out = staff_door(state, f);
    for (auto& e : draw_keeps(f, body)) out.push_back(std::move(e));
    const auto way = way_in(state, f);
    const auto offers = bar_offers(state, f, way);
    for (auto& e : offer(f, backdrop, body.split_bottom(offer_height(f, body.width, offers)), offers))
        out.push_back(std::move(e));

    const auto a = prompt_for(state, f, is_looking, way);
    const auto draw_way = [&](const Rect& room) {
        if (way == WayIn::by_code) return draw_camera(state.devices.has_camera, f, room, closed);
        if (is_looking) return;
        const auto offered = main_way(f, way);
        const float height = std::min(room.height, std::max(t.min_primary, t.mm(70)));
        const Rect place{room.x, std::floor(room.bottom() - height), room.width, height};  // beside the words that lead to it
        if (button(f, backdrop, offered.button.id, place, offered.button.label, {.kind = ButtonKind::primary}))
            out.push_back(offered.event);
    };
    if (t.is_portrait()) {
        body.split_bottom(t.mm(16));
        if (way != WayIn::by_code) {
            draw_way(body.split_bottom(std::max(t.min_primary, t.mm(70))));
            body.split_bottom(t.mm(10));
        }
        draw_prompt(f, body.split_bottom(prompt_height(f, body.width, a)), a);
        body.split_bottom(t.mm(10));
        const float usual = std::min(t.mm(t.is_text_large ? 110 : 98), body.height * 0.42f);
        const float wanted = natural_height(f, body.width, seminar_blocks(f, max_organiser_lines));
        seminar_block(f, body.split_top(std::clamp(wanted, usual, std::max(usual, body.height * 0.5f))));
        body.split_top(t.mm(8));
        if (way == WayIn::by_code) draw_way(body);
        return out;
    }
    body.split_bottom(t.mm(t.is_text_large ? 8 : 10));
    auto left = body.split_left(std::floor(body.width * 0.477f));
    body.split_left(t.mm(t.is_text_large ? 12 : 20));
    draw_way(body);
    draw_prompt(f, left.split_bottom(prompt_height(f, left.width, a)), a);
    left.split_bottom(t.mm(8));
    seminar_block(f, left);
    return out;
}

}  // namespace

Events draw(const Welcome& /*screen*/, const State& state, const Frame& f) { return draw_welcome(state, f, false, 0); }

Events draw(const LookingUp& screen, const State& state, const Frame& f) {
    return draw_welcome(state, f, true, eased(progress(f, screen.since, corners_close)));
}

}  // namespace entre
