#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "core/base/pin.hpp"
#include "kiosk/screens/keyboard.hpp"
#include "kiosk/screens/parts.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/screens/staff/pin.hpp"
#include "kiosk/ui/shapes.hpp"

namespace entre {
namespace {

std::string hint(const StaffPin& s, const State& state, const Frame& f) {
    const auto& w = f.words;
    if (state.pin_locked_until && *state.pin_locked_until > f.now) {
        const auto minutes = std::chrono::ceil<std::chrono::minutes>(*state.pin_locked_until - f.now).count();
        return minutes > 1 ? w.filled(Msg::pin_locked, {std::to_string(minutes)}) : w[Msg::pin_locked_short];
    }
    if (s.is_checking) return w[Msg::common_moment];
    if (s.was_wrong) return w[Msg::pin_wrong];
    return w[std::holds_alternative<ReprintFor>(s.purpose) ? Msg::pin_reprint_hint : Msg::pin_hint];
}

/// The pad with what is to be typed beside it; splits the part above the footer off `body`.
struct PinPage {
    const std::string& title;
    std::string hint;
    const std::string& go;
    std::size_t digits = 0;
    bool is_notice = false;  ///< the hint says that something was not right
    bool is_ready = false;
};

Events draw_pin_page(const Frame& f, Rect body, const PinPage& p) {
    const auto& t = f.theme;
    Rect pad;
    if (t.is_portrait()) {
        pad = body.split_bottom(std::min(body.height * 0.6f, t.mm(170)));
        body.split_bottom(t.mm(8));
    } else {
        pad = body.split_right(std::min(body.width * (t.is_text_large ? 0.5f : 0.44f), t.mm(190)));
        pad.height = std::min(pad.height, std::max(t.mm(176), 4 * t.min_primary + 3 * t.tap_gap));
        body.split_right(t.mm(12));
    }
    const Rgb color = p.is_notice ? t.color.on_notice : t.color.quiet;
    const float used =
        column(f, {body.x, body.y, body.width, body.height - t.mm(16)},
               {{p.title, t.type.title, t.color.ink, 0, {.max_lines = 2, .min_scale = 0.6, .is_balanced = true}, 0},
                {p.hint, t.type.sentence, color, t.mm(4), {.min_scale = 0.7}, 0}});
    body.split_top(used + t.mm(8));
    draw_pin_dots(f, body.split_top(std::min(body.height, t.mm(12))), p.digits);
    return draw_keypad(f, pad, p.go, p.is_ready);
}

}  // namespace

void draw_pin_dots(const Frame& f, const Rect& room, std::size_t digits) {
    const auto& t = f.theme;
    const auto places = std::max(min_pin_digits, digits);
    const float radius = std::min(t.mm(3), room.width / (static_cast<float>(places) * 3.4f));
    for (std::size_t i = 0; i < places; ++i) {
        const ImVec2 at{room.x + radius + static_cast<float>(i) * radius * 3.4f, room.middle().y};
        if (i < digits)
            f.list->AddCircleFilled(at, radius, packed(t.color.ink));
        else
            f.list->AddCircle(at, radius - t.edge_px / 2, packed(t.color.edge), 0, t.edge_px * 1.4f);
    }
}

Msg hint_of(const NewPin& s) {
    switch (s.note) {
        case NewPinNote::none:
            return Msg::new_pin_hint;
        case NewPinNote::again:
            return Msg::new_pin_again;
        case NewPinNote::differs:
            return Msg::new_pin_differs;
        case NewPinNote::too_simple:
            return Msg::new_pin_too_simple;
        case NewPinNote::saving:
            return Msg::common_moment;
        case NewPinNote::failed:
            break;
    }
    return Msg::new_pin_failed;
}

bool is_notice(const NewPin& s) {
    return s.note != NewPinNote::none && s.note != NewPinNote::again && s.note != NewPinNote::saving;
}

bool is_ready(const NewPin& s) { return s.digits.size() >= min_pin_digits && s.note != NewPinNote::saving; }

const std::string& go_of(const NewPin& s, const Language& words) {
    return words[s.first.empty() ? Msg::new_pin_next : Msg::new_pin_save];
}

Events draw(const StaffPin& s, const State& state, const Frame& f) {
    const auto backdrop = paper_backdrop(f.theme);
    auto body = page(f, backdrop);
    auto out = footer(state, f, backdrop, body, {.own = {{{"pin.back", f.words[Msg::common_back], true}, Cancelled{f.now}}}});
    const bool is_locked = state.pin_locked_until && *state.pin_locked_until > f.now;
    const PinPage page{f.words[Msg::pin_title],  hint(s, state, f),
                       f.words[Msg::pin_go],     s.digits.size(),
                       s.was_wrong || is_locked, s.digits.size() >= min_pin_digits && !s.is_checking && !is_locked};
    for (auto& e : draw_pin_page(f, body, page)) out.push_back(std::move(e));
    return out;
}

Events draw(const NewPin& s, const State& state, const Frame& f) {
    const auto& w = f.words;
    const auto backdrop = paper_backdrop(f.theme);
    auto body = page(f, backdrop);
    const Offered quit{{"pin.quit", w[Msg::staff_quit], true}, QuitRequested{f.now}};
    const Offered back{{"pin.back", w[Msg::common_back], true}, Cancelled{f.now}};
    auto out = footer(state, f, backdrop, body, {.own = {s.first.empty() ? quit : back}, .has_staff = false});
    const PinPage page{w[Msg::new_pin_title], w[hint_of(s)], go_of(s, w), s.digits.size(), is_notice(s), is_ready(s)};
    for (auto& e : draw_pin_page(f, body, page)) out.push_back(std::move(e));
    return out;
}

}  // namespace entre
