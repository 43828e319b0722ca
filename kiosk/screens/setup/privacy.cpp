// "Personuppgifter": who answers for the visitors' data, whom they can ask, and how long it is kept.
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "kiosk/screens/keyboard.hpp"
#include "kiosk/screens/setup/form_pickers.hpp"
#include "kiosk/screens/setup/parts.hpp"

namespace entre::setup {

std::vector<FormField> privacy_fields(const SeminarForm& form) {
    return {{TextField::controller, Msg::setup_privacy_controller, form.controller, "privacy.controller"},
            {TextField::contact, Msg::setup_privacy_contact, form.contact, "privacy.contact"},
            {TextField::notice, Msg::setup_privacy_notice, form.notice, "privacy.notice"}};
}

Events draw_privacy(const FormScreen& s, const Frame& f, Rect room) {
    const auto& t = f.theme;
    const auto& w = f.words;
    Events out;
    const auto fields = privacy_fields(s.form);
    const auto next_row = [&] {
        const auto row = room.split_top(name_field_height(f));
        room.split_top(t.tap_gap);
        return row;
    };
    // The first two share a row where there is the width.
    auto first = next_row();
    auto second = first;
    if (t.is_portrait()) {
        second = next_row();
    } else {
        second = first.split_right(std::floor((first.width - t.tap_gap) / 2));
        first.split_right(t.tap_gap);
    }
    append(out, draw_text_field(s, f, first, fields[0]));
    append(out, draw_text_field(s, f, second, fields[1]));
    append(out, draw_text_field(s, f, next_row(), fields[2]));
    room.split_top(draw_text(f, room, w[Msg::setup_keep_days], line_style(t), t.color.ink,
                             {.max_lines = 1, .min_scale = 0.6, .is_staff = true}) +
                   t.mm(2));
    std::vector<int> days{7, 30, 90, 365};
    if (std::find(days.begin(), days.end(), s.form.keep_days) == days.end()) days.insert(days.begin(), s.form.keep_days);
    std::vector<Choice> choices;
    for (const int count : days)
        choices.push_back({"keep." + std::to_string(count), w.filled(Msg::setup_days, {std::to_string(count)}),
                           KeepDaysSet{count}, count == s.form.keep_days});
    append(out, draw_row(f, room.split_top(t.staff_tap), choices));
    room.split_top(t.mm(4));
    const Rect bottom{second.x, room.y, second.width, std::min(t.staff_tap, room.height)};
    append(out, draw_row(f, bottom, {{"privacy.done", w[Msg::setup_done], PickerClosed{}, false, true, ButtonKind::primary}}));
    return out;
}

}  // namespace entre::setup
