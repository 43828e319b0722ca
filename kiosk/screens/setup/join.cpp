// "Anslut till en annan kiosk": the camera in front of the code that another kiosk shows, or a field for typing it.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/camera.hpp"
#include "kiosk/screens/keyboard.hpp"
#include "kiosk/screens/parts.hpp"
#include "kiosk/screens/setup/parts.hpp"

namespace entre::setup {

namespace {

CameraNote note_of(const JoinScreen& s, const Frame& f) {
    const auto& w = f.words;
    if (s.joining != 0) return {w[Msg::setup_join_working]};
    if (!s.is_working) return {w[Msg::setup_camera_starting]};
    if (!*s.is_working) return {w[Msg::setup_join_no_camera], true};
    if (const auto* advice = advice_words(f, s.advice)) return {*advice, true};
    return s.saw_other_code ? CameraNote{w[Msg::setup_join_other], true} : CameraNote{w[Msg::setup_join_show]};
}

/// What to do at the other kiosk, step by step.
void draw_steps(const Frame& f, const Rect& place) {
    const auto& t = f.theme;
    const auto& w = f.words;
    draw_card(f, {place}, t.color.surface, t.color.edge);
    const auto room = place.inset(t.mm(6), t.mm(5));
    const TextOptions lines{.min_scale = 0.5, .is_staff = true};
    auto steps = line_style(t);
    steps.leading = 1.35f;
    column(f, room,
           {{w[Msg::setup_join_there], strong_style(t), t.color.ink, 0, lines, 1},
            {w[Msg::setup_join_step_1] + "\n" + w[Msg::setup_join_step_2] + "\n" + w[Msg::setup_join_step_3], steps, t.color.ink,
             t.mm(2), lines, 0},
            {w[Msg::setup_join_gets], line_style(t), t.color.quiet, t.mm(4), lines, 2}});
}

Events keyboard(const JoinScreen& s, const Frame& f, Rect room) {
    Events out;
    const auto place = room.split_bottom(std::min(room.height, keyboard_height(f, room.height, KeyboardFor::addresses)));
    for (const auto& event : draw_keyboard(f, place, s.is_shift_on, KeyboardFor::addresses)) {
        if (const auto* typed = std::get_if<entre::Typed>(&event)) out.push_back(Typed{typed->text});
        if (std::holds_alternative<entre::Erased>(event)) out.push_back(Erased{});
        if (std::holds_alternative<entre::ShiftToggled>(event)) out.push_back(ShiftToggled{});
    }
    return out;
}

}  // namespace

Events draw_screen(const JoinScreen& s, const State& state, const Frame& f) {
    const auto& t = f.theme;
    const auto& w = f.words;
    const bool is_free = s.joining == 0;
    const bool is_flat = s.is_typing && !t.is_portrait() && t.scale < 0.9;
    const auto go = w[is_free ? Msg::setup_join_go : Msg::setup_join_working];
    Page page{.title = w[Msg::setup_join_title]};
    if (s.is_typing) {
        page.next = go;
        page.is_next_enabled = is_free && !s.code.empty();
    } else {
        page.left = {{"join.typing", w[Msg::setup_join_type], JoinTypingToggled{}, false, is_free}};
    }
    auto [room, out] =
        is_flat ? draw_flat_head({"join.code", w[Msg::setup_join_field], s.code, go, is_free}, f) : draw_page(state, f, page);
    if (s.problem) room.split_top(draw_problem(f, room, w.say(*s.problem)) + t.mm(is_flat ? 3 : 4));
    if (s.is_typing) {
        if (!is_flat) {
            draw_field(f, room.split_top(name_field_height(f)), "join.code", w[Msg::setup_join_field], s.code, is_free, true);
            room.split_top(t.mm(4));
        }
        if (is_free) append(out, keyboard(s, f, room));
        return out;
    }
    const auto [picture, side] = in_two(f, room, t.is_portrait() ? 0.55f : 0.6f);
    draw_camera_with_note(f, picture, note_of(s, f), s.is_working.value_or(false), s.joining != 0 ? 1.0f : 0.0f);
    draw_steps(f, side);
    return out;
}

}  // namespace entre::setup
