#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/keyboard.hpp"
#include "kiosk/screens/parts.hpp"
#include "kiosk/screens/screens.hpp"
#include "kiosk/ui/shapes.hpp"

namespace entre {
namespace {

constexpr std::size_t min_digits = 4;

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

/// One dot per digit; at least four places, so that an empty PIN shows where it will appear.
void draw_dots(const Frame& f, const Rect& room, std::size_t digits) {
    const auto& t = f.theme;
    const auto places = std::max<std::size_t>(4, digits);
    const float radius = std::min(t.mm(3), room.width / (static_cast<float>(places) * 3.4f));
    for (std::size_t i = 0; i < places; ++i) {
        const ImVec2 at{room.x + radius + static_cast<float>(i) * radius * 3.4f, room.middle().y};
        if (i < digits)
            f.list->AddCircleFilled(at, radius, packed(t.color.ink));
        else
            f.list->AddCircle(at, radius - t.edge_px / 2, packed(t.color.edge), 0, t.edge_px * 1.4f);
    }
}

}  // namespace

Events draw(const StaffPin& s, const State& state, const Frame& f) {
    const auto& t = f.theme;
    const auto backdrop = paper_backdrop(t);
    auto body = page(f, backdrop);
    auto out = footer(state, f, backdrop, body, {.own = {{{"pin.back", f.words[Msg::common_back], true}, Cancelled{f.now}}}});

    Rect pad;
    if (t.is_portrait()) {
        pad = body.split_bottom(std::min(body.height * 0.6f, t.mm(170)));
        pad.y -= body.height * 0.22f;
        body.split_bottom(t.mm(8) + body.height * 0.22f);
    } else {
        pad = body.split_right(std::min(body.width * (t.is_text_large ? 0.5f : 0.44f), t.mm(190)));
        pad.height = std::min(pad.height, std::max(t.mm(176), 4 * t.min_primary + 3 * t.tap_gap));
        body.split_right(t.mm(12));
    }
    const bool is_locked = state.pin_locked_until && *state.pin_locked_until > f.now;
    const Rgb color = s.was_wrong || is_locked ? t.color.on_notice : t.color.quiet;
    const float used = column(f, body,
                              {{f.words[Msg::pin_title], t.type.title, backdrop.ink, 0, {.max_lines = 1, .min_scale = 0.6}, 0},
                               {hint(s, state, f), t.type.sentence, color, t.mm(4), {.min_scale = 0.8}, 0}});
    body.split_top(used + t.mm(8));
    draw_dots(f, body.split_top(std::min(body.height, t.mm(12))), s.digits.size());
    const bool is_ready = s.digits.size() >= min_digits && !s.is_checking && !is_locked;
    for (auto& e : draw_keypad(f, pad, f.words[Msg::pin_go], is_ready)) out.push_back(std::move(e));
    return out;
}

}  // namespace entre
