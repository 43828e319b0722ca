// "Hur högt sitter skärmen?": whether somebody in a wheelchair reaches it, and what is done about it.
#include <algorithm>

#include "core/seminar/reach.hpp"
#include "kiosk/screens/setup/form_pickers.hpp"
#include "kiosk/screens/setup/parts.hpp"

namespace entre::setup {

namespace {

constexpr int lowest_cm = 50, highest_cm = 120, step_cm = 10;

std::string reach_text(const SeminarForm& form, const Frame& f) {
    const auto& screen = f.theme.screen;
    const auto mounted = mounting(form.lower_edge_cm, screen.height / f.theme.px_per_mm / 10, f.theme.is_portrait());
    switch (mounted.reach) {
        case Reach::everything:
            return f.words[Msg::setup_height_good];
        case Reach::lower_part:
            return f.words[Msg::setup_height_low];
        case Reach::too_high:
            return f.words.filled(Msg::setup_height_bad, {std::to_string(mounted.lower_by_cm)});
        case Reach::unknown:
            break;
    }
    return f.words[Msg::setup_height_how];
}

}  // namespace

Events draw_height(const FormScreen& s, const Frame& f, Rect room) {
    const auto& t = f.theme;
    const auto bottom = room.split_bottom(t.staff_tap);
    room.split_bottom(t.tap_gap);
    const auto told = room.split_bottom(std::ceil(3 * 1.35f * t.type.sentence.size_px));
    room.split_bottom(t.mm(4));
    std::vector<Choice> choices{{"height.0", f.words[Msg::setup_height_unknown], LowerEdgeSet{0}, s.form.lower_edge_cm == 0}};
    for (int cm = lowest_cm; cm <= highest_cm; cm += step_cm)
        choices.push_back({"height." + std::to_string(cm), f.words.filled(Msg::setup_height_cm, {std::to_string(cm)}),
                           LowerEdgeSet{cm}, s.form.lower_edge_cm == cm});
    auto out = draw_grid(f, room, choices, 3);
    draw_text(f, told, reach_text(s.form, f), t.type.sentence, t.color.ink,
              {.max_lines = 3, .min_scale = 0.6, .is_centred = true, .is_staff = true});
    append(out,
           draw_row(f, bottom, {{"height.done", f.words[Msg::setup_done], PickerClosed{}, false, true, ButtonKind::primary}}));
    return out;
}

}  // namespace entre::setup
