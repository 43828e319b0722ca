// "Personalen": the PIN, phones, and the sound of a call for help.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/keyboard.hpp"
#include "kiosk/screens/setup/parts.hpp"
#include "kiosk/screens/staff/pin.hpp"
#include "kiosk/ui/shapes.hpp"

namespace entre::setup {

namespace {

/// What the keys of the kiosk's keypad mean here.
Events meaning_of(const entre::Events& keys) {
    Events out;
    for (const auto& key : keys) {
        if (const auto* typed = std::get_if<entre::Typed>(&key)) out.push_back(Typed{typed->text});
        if (std::holds_alternative<entre::Erased>(key)) out.push_back(Erased{});
        if (std::holds_alternative<Confirmed>(key)) out.push_back(TypingDone{});
    }
    return out;
}

std::string recovery_line(const StaffScreen& s, const Language& w) {
    if (s.making_recovery != 0) return w[Msg::setup_recovery_working];
    if (!s.recovery.empty())
        return w.filled(s.is_recovery_printed ? Msg::setup_recovery_printed : Msg::setup_recovery_shown, {s.recovery});
    return w[s.has_recovery ? Msg::setup_recovery_exists : Msg::setup_recovery_line];
}

Events draw_recovery(const StaffScreen& s, const Frame& f, Rect room) {
    const auto& t = f.theme;
    const auto& w = f.words;
    const auto label = w[s.has_recovery ? Msg::setup_recovery_again : Msg::setup_recovery_make];
    room.split_top(draw_text(f, room, w[Msg::setup_recovery_title], strong_style(t), t.color.ink,
                             {.max_lines = 1, .min_scale = 0.6, .is_staff = true}) +
                   t.mm(1));
    const auto line = recovery_line(s, w);
    const float height =
        std::min(room.height - t.staff_tap - t.mm(4), f.text.measure({line, line_style(t), room.width}).height_px);
    draw_text(f, room.split_top(std::ceil(height)), line, line_style(t), s.recovery.empty() ? t.color.quiet : t.color.ink,
              {.min_scale = 0.45, .is_data = true, .is_staff = true});
    room.split_top(t.mm(4));
    return draw_row(f, room.split_top(t.staff_tap), {{"recovery.make", label, RecoveryChosen{}, false, s.making_recovery == 0}});
}

/// The keypad with the dots above it, or that the PIN is chosen.
Events draw_pin(const StaffScreen& s, const Frame& f, const Rect& place) {
    const auto& t = f.theme;
    const auto& w = f.words;
    Events out;
    draw_card(f, {place}, t.color.surface, t.color.edge);
    auto room = place.inset(t.mm(6), t.mm(5));
    const bool is_chosen = s.has_pin && !s.is_changing_pin;
    const std::vector<Choice> change{
        {"pin.change", w[is_chosen ? Msg::setup_pin_change : Msg::setup_pin_keep], PinChangeChosen{}}};
    if (is_chosen) {
        append(out, draw_row(f, room.split_bottom(t.staff_tap), change));
        room.split_bottom(t.mm(4));
        const float side = t.mm(11);
        auto line = room.split_top(side);
        draw_sign(*f.list, Icon::tick, line.split_left(side), t.color.has_heavy_edges ? t.color.ink : t.color.found);
        line.split_left(t.mm(4));
        draw_text(f, line, w[Msg::setup_pin_set], strong_style(t), t.color.ink,
                  {.max_lines = 2, .min_scale = 0.6, .is_centred = true, .is_staff = true});
        room.split_top(t.mm(6));
        append(out, draw_recovery(s, f, room));
        return out;
    }
    const auto hint = w[hint_of(s.pin)];
    const float height = std::min(room.height * 0.3f, f.text.measure({hint, line_style(t), room.width}).height_px);
    draw_text(f, room.split_top(std::ceil(height)), hint, line_style(t), is_notice(s.pin) ? t.color.on_notice : t.color.ink,
              {.min_scale = 0.5, .is_staff = true});
    room.split_top(t.mm(2));
    auto line = room.split_top(s.has_pin ? t.staff_tap : t.mm(9));
    if (s.has_pin) append(out, draw_row(f, line.split_right(std::floor(line.width * 0.5f)), change));
    draw_pin_dots(f, line, s.pin.digits.size());
    room.split_top(std::max(t.tap_gap, t.mm(3)));
    append(out, meaning_of(draw_keypad(f, room, go_of(s.pin, f.words), is_ready(s.pin))));
    return out;
}

/// A card with a title, a line, and buttons below them.
struct Part {
    Msg title, line;
    std::vector<Choice> choices;
    std::optional<Choice> more = {};  ///< at the right of them, as wide as its label
};
Events draw_part(const Frame& f, const Rect& place, const Part& part) {
    const auto& t = f.theme;
    draw_card(f, {place}, t.color.surface, t.color.edge);
    auto room = place.inset(t.mm(6), t.mm(t.scale < 0.9 ? 3 : 5));
    auto buttons = room.split_bottom(t.staff_tap);
    Events events;
    if (part.more) {
        const float width = std::ceil(button_width(f, part.more->label, t.staff_tap, {.is_staff = true}));
        events = draw_row(f, buttons.split_right(std::min(width, buttons.width * 0.6f)), {*part.more});
        buttons.split_right(t.tap_gap);
    }
    append(events, draw_row(f, buttons, part.choices));
    room.split_bottom(t.mm(t.scale < 0.9 ? 0.5 : 3));
    room.split_top(draw_text(f, room, f.words[part.title], strong_style(t), t.color.ink,
                             {.max_lines = 1, .min_scale = 0.6, .is_staff = true}) +
                   t.mm(1));
    // On the smallest screens title and buttons have to do.
    const auto& line = f.words[part.line];
    const TextOptions how{.min_scale = 0.6, .is_staff = true};
    const auto fitted = fit(f, room, line, line_style(t), how);
    if (f.text.measure({line, fitted.style, room.width}).height_px <= room.height)
        draw_text(f, room, line, line_style(t), t.color.quiet, how);
    return events;
}

Msg sound_line(SoundTry sound) {
    switch (sound) {
        case SoundTry::none:
            return Msg::setup_sound_line;
        case SoundTry::playing:
            return Msg::setup_sound_playing;
        case SoundTry::played:
            return Msg::setup_sound_played;
        case SoundTry::failed:
            break;
    }
    return Msg::setup_sound_failed;
}

Part phones_part(const StaffScreen& s, const Language& w) {
    const bool may_choose = s.saving == 0;
    Part part{Msg::setup_phones_title,
              Msg::setup_phones_line,
              {{"phones.on", w[Msg::setup_phones_on], PhonesChosen{true}, s.has_phones, may_choose},
               {"phones.off", w[Msg::setup_phones_off], PhonesChosen{false}, !s.has_phones, may_choose}}};
    const bool may_pair = may_choose && s.making_recovery == 0 && s.pin.note != NewPinNote::saving;
    if (s.has_phones) part.more = Choice{"phones.pair", w[Msg::setup_pair_title], PairChosen{}, false, may_pair};
    return part;
}

}  // namespace

Events draw_screen(const StaffScreen& s, const State& state, const Frame& f) {
    const auto& t = f.theme;
    const auto& w = f.words;
    auto [room, out] = draw_page(state, f,
                                 {.title = w[Msg::setup_staff_title],
                                  .hint = t.scale < 0.9 ? std::string_view{} : std::string_view(w[Msg::setup_staff_hint]),
                                  .next = w[Msg::setup_next],
                                  .is_next_enabled = s.saving == 0 && s.pin.note != NewPinNote::saving});
    if (!s.is_read) {
        draw_text(f, room, w[Msg::common_moment], t.type.sentence, t.color.ink, {.is_staff = true});
        return out;
    }
    if (s.problem) room.split_top(draw_problem(f, room, w.say(*s.problem)) + t.mm(5));
    auto [pin, parts] = in_two(f, room, t.is_portrait() ? 0.55f : 0.5f);
    append(out, draw_pin(s, f, pin));
    const float gap = t.mm(5);
    const auto sound = parts.split_bottom(std::floor((parts.height - gap) * 0.46f));
    parts.split_bottom(gap);
    append(out, draw_part(f, parts, phones_part(s, w)));
    append(out, draw_part(f, sound,
                          {Msg::setup_sound_title,
                           sound_line(s.sound),
                           {{"sound.try", w[Msg::setup_sound_try], SoundChosen{}, false, s.sound != SoundTry::playing}}}));
    return out;
}

}  // namespace entre::setup
