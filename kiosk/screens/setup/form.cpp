// "Vad heter seminariet?": the fields, the welcome screen as visitors will see it, and the pickers for day and time.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/keyboard.hpp"
#include "kiosk/screens/parts.hpp"
#include "kiosk/screens/setup/form_pickers.hpp"
#include "kiosk/screens/setup/parts.hpp"
#include "kiosk/ui/shapes.hpp"

namespace entre::setup {

namespace {

std::vector<FormField> text_fields(const SeminarForm& form) {
    return {{TextField::name, Msg::setup_name, form.name, "form.name"},
            {TextField::organisers, Msg::setup_organisers, form.organisers, "form.organisers"},
            {TextField::venue, Msg::setup_venue, form.venue, "form.venue"},
            {TextField::address, Msg::setup_address, form.address, "form.address"}};
}

/// A part of `row`: the `i`-th of `count` equal ones.
Rect part_of(const Frame& f, const Rect& row, std::size_t i, std::size_t count) {
    const float gap = f.theme.tap_gap, n = static_cast<float>(count);
    const float width = (row.width - gap * (n - 1)) / n, from = row.x + static_cast<float>(i) * (width + gap);
    return {std::round(from), row.y, std::round(from + width) - std::round(from), row.height};
}

Events draw_day(const FormScreen& s, const Frame& f, const Rect& place) {
    Events out;
    if (draw_field(f, place, "form.day", f.words[Msg::setup_day], day_text(f, s.form.day), false, true))
        out.push_back(PickerOpened{FormPicker::day});
    return out;
}

Events draw_times(const FormScreen& s, const Frame& f, const Rect& row) {
    Events out;
    const auto draw_one = [&](const Rect& place, std::string_view id, Msg label, const std::string& text, FormPicker picker) {
        if (draw_field(f, place, id, f.words[label], text, false, true)) out.push_back(PickerOpened{picker});
    };
    const auto& form = s.form;
    draw_one(part_of(f, row, 0, 3), "form.doors", Msg::setup_doors,
             form.doors ? time_text(f, *form.doors) : f.words[Msg::setup_doors_at_once], FormPicker::doors);
    draw_one(part_of(f, row, 1, 3), "form.starts", Msg::setup_starts, time_text(f, form.starts), FormPicker::starts);
    draw_one(part_of(f, row, 2, 3), "form.ends", Msg::setup_ends, time_text(f, form.ends), FormPicker::ends);
    return out;
}

/// The fields in five rows, or in three where there is more width than height.
Events draw_fields(const FormScreen& s, const Frame& f, Rect room, bool is_flat) {
    Events out;
    const auto fields = text_fields(s.form);
    const float height = name_field_height(f), gap = f.theme.tap_gap;
    const auto row = [&] {
        const auto place = room.split_top(height);
        room.split_top(gap);
        return place;
    };
    // In three rows the name and its organisers share one, and the day and its times.
    const auto names = row(), organisers = is_flat ? part_of(f, names, 1, 2) : row();
    const auto days = row(), times = is_flat ? part_of(f, days, 1, 2) : row();
    const auto places = row();
    append(out, draw_text_field(s, f, is_flat ? part_of(f, names, 0, 2) : names, fields[0]));
    append(out, draw_text_field(s, f, organisers, fields[1]));
    append(out, draw_day(s, f, is_flat ? part_of(f, days, 0, 2) : days));
    append(out, draw_times(s, f, times));
    append(out, draw_text_field(s, f, part_of(f, places, 0, 2), fields[2]));
    append(out, draw_text_field(s, f, part_of(f, places, 1, 2), fields[3]));
    return out;
}

/// The welcome screen, small, as the one who comes will see it. It is a picture: its letters are as small as they get.
void draw_preview(const FormScreen& s, const Frame& screen, const Rect& room) {
    TapTargets of_picture;
    Frame f{screen.theme, screen.languages, screen.words, screen.text, screen.seminar, screen.now, of_picture};
    f.list = screen.list;
    const auto& t = f.theme;
    const float width = std::min(room.width, room.height * 16 / 9), height = std::floor(width * 9 / 16);
    const Rect card{std::floor(room.middle().x - width / 2), room.y, std::floor(width), height};
    if (t.color.has_shadow) soft_shadow(*f.list, card, t.radius, t.mm(6), t.color.ink, 0.14f);
    draw_card(f, {card, true}, t.color.canvas, t.color.edge);
    stroke_rect(*f.list, card, t.color.edge, t.radius, t.edge_px);
    auto inner = card.inset(card.width * 0.06f, card.height * 0.09f);
    auto picture = inner.split_right(std::floor(inner.width * 0.44f));
    inner.split_right(inner.width * 0.06f);
    fill_rect(*f.list, {picture.x, picture.y, picture.width, picture.height * 0.78f}, t.color.frame, t.radius * 0.6f);
    const auto sized = [&](TextStyle style, float share) {
        style.size_px = card.height * share;
        return style;
    };
    const auto& form = s.form;
    std::string organisers;
    for (const auto& one : organisers_in(form)) organisers += (organisers.empty() ? "" : " · ") + one;
    const auto place = form.address.empty() || form.venue.empty() ? form.venue + form.address : form.venue + ", " + form.address;
    const auto when = f.words.filled(
        Msg::setup_when, {day_text(f, form.day), f.words.time_span(local(form.day, form.starts), local(form.day, form.ends))});
    const auto bottom = inner.split_bottom(card.height * 0.16f);
    draw_text(f, bottom, f.words[Msg::done_welcome], sized(t.type.lead, 0.06f), t.color.accent,
              {.max_lines = 1, .min_scale = 0.5, .is_staff = true});
    const TextOptions how{.max_lines = 3, .min_scale = 0.6, .is_data = true, .is_staff = true};
    const TextOptions one{.max_lines = 2, .min_scale = 0.7, .is_data = true, .is_staff = true};
    column(f, inner,
           {{organisers, sized(t.type.kicker, 0.036f), t.color.accent, 0, one, 1},
            {form.name.empty() ? f.words[Msg::setup_name_missing] : form.name, sized(t.type.title, 0.088f),
             form.name.empty() ? t.color.quiet : t.color.ink, card.height * 0.02f, how, 0},
            {place, sized(t.type.body, 0.04f), t.color.quiet, card.height * 0.03f, one, 1},
            {when, sized(t.type.body, 0.04f), t.color.quiet, 0, one, 1}});
}

/// One field with the keyboard below it.
Events draw_typing(const FormScreen& s, const Frame& f) {
    const auto& t = f.theme;
    Events out;
    auto room = page(f, paper_backdrop(t));
    auto fields = text_fields(s.form);
    for (const auto& field : privacy_fields(s.form)) fields.push_back(field);
    const auto& field = *std::find_if(fields.begin(), fields.end(), [&](const FormField& one) { return one.field == *s.typing; });
    const bool is_address = field.field == TextField::notice || field.field == TextField::contact;
    const auto whom = is_address ? KeyboardFor::addresses : KeyboardFor::organisers;
    auto top = room.split_top(name_field_height(f));
    const auto done = f.words[Msg::setup_done];
    const auto go = top.split_right(std::ceil(std::max(t.mm(42), button_width(f, done, top.height, {.is_staff = true}))));
    top.split_right(t.tap_gap);
    append(out, draw_text_field(s, f, top, field));
    if (button(f, paper_backdrop(t), "form.done", go, done, {.kind = ButtonKind::primary, .is_staff = true}))
        out.push_back(TypingDone{});
    room.split_top(t.mm(8));
    const float keys = std::min(room.height, keyboard_height(f, room.height * 0.62f, whom));
    const auto keyboard = room.split_bottom(keys);
    room.split_bottom(t.mm(8));
    if (room.height > t.mm(45)) draw_preview(s, f, room);
    for (const auto& event : draw_keyboard(f, keyboard, s.is_shift_on, whom)) {
        if (const auto* typed = std::get_if<entre::Typed>(&event)) out.push_back(Typed{typed->text});
        if (std::holds_alternative<entre::Erased>(event)) out.push_back(Erased{});
        if (std::holds_alternative<entre::ShiftToggled>(event)) out.push_back(ShiftToggled{});
    }
    return out;
}

std::vector<Choice> further_pickers(const Frame& f) {
    return {{"form.turn", f.words[Msg::setup_turn], PickerOpened{FormPicker::turn}},
            {"form.height", f.words[Msg::setup_height], PickerOpened{FormPicker::height}},
            {"form.privacy", f.words[Msg::setup_privacy], PickerOpened{FormPicker::privacy}}};
}

}  // namespace

Events draw_text_field(const FormScreen& s, const Frame& f, const Rect& place, const FormField& field) {
    Events out;
    if (draw_field(f, place, field.id, f.words[field.label], field.text, s.typing == field.field, true))
        out.push_back(FieldChosen{field.field});
    return out;
}

Events draw_screen(const FormScreen& s, const State& state, const Frame& f) {
    const auto& t = f.theme;
    const auto& w = f.words;
    if (s.trial) return draw_turn_trial(s, f);
    if (s.typing) return draw_typing(s, f);
    const bool is_picking = s.picker.has_value();
    const bool is_flat = !t.is_portrait() && (t.scale < 0.9 || s.problem.has_value());
    auto [room, out] = draw_page(state, f,
                                 {.title = is_picking ? picker_title(s, f) : std::string_view(w[Msg::setup_form_title]),
                                  .hint = is_flat || is_picking ? std::string_view{} : std::string_view(w[Msg::setup_form_hint]),
                                  .next = is_picking ? std::string_view{} : std::string_view(w[Msg::setup_next]),
                                  .is_next_enabled = s.after_save == AfterSave::stay});
    if (s.problem) room.split_top(draw_problem(f, room, w.say(*s.problem)) + t.mm(5));
    const float fields_height = name_field_height(f) * (is_flat ? 3.0f : 5.0f) + t.tap_gap * (is_flat ? 2.0f : 4.0f);
    Rect fields = room, beside = room;
    if (t.is_portrait() || is_flat) {
        fields = beside.split_top(std::min(room.height, is_picking ? room.height * 0.6f : fields_height));
        beside.split_top(t.mm(6));
    }
    const bool is_in_columns = !t.is_portrait() && (!is_flat || is_picking);
    if (is_in_columns) {
        fields = beside = room;
        fields.split_right(std::floor(room.width * 0.48f));
        beside.x = fields.right() + t.mm(12);
        beside.width = room.right() - beside.x;
    }
    if (s.picker == FormPicker::privacy && !t.is_portrait()) {
        append(out, draw_privacy(s, f, room));
        return out;
    }
    if (is_picking) {
        append(out, draw_picker(s, f, fields));
    } else {
        append(out, draw_fields(s, f, fields, is_flat));
        if (is_in_columns) beside.height = std::min(beside.height, fields_height);  // both columns end alike
        if (beside.height >= t.staff_tap) {  // below a problem on a small screen there is no room
            const auto row = is_in_columns ? beside.split_bottom(t.staff_tap) : beside.split_top(t.staff_tap);
            append(out, draw_row(f, row, further_pickers(f)));
        }
        beside.split_bottom(is_in_columns ? t.mm(6) : 0);
        beside.split_top(is_in_columns ? 0 : t.mm(6));
    }
    if (beside.height > t.mm(40)) draw_preview(s, f, beside);
    return out;
}

}  // namespace entre::setup
