#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/text.hpp"
#include "kiosk/screens/keyboard.hpp"
#include "kiosk/screens/staff/parts.hpp"
#include "kiosk/ui/shapes.hpp"

namespace entre {
namespace {

struct Field {
    StaffField field;
    Msg name;
    std::string text;
};

/// Common parts of both forms: a title, a line below it, fields, a main action, and the footer.
struct Form {
    std::string title, line;
    bool is_notice = false;  ///< the line is an error message
    bool is_done = false;    ///< the line says what succeeded
    std::vector<Field> fields;
    StaffField active = StaffField::given;
    std::string go, id;
    bool is_ready = false;
    bool is_shift_on = false;
    std::vector<Chip> sectors;      ///< shown instead of the keyboard
    std::vector<Chip> suggestions;  ///< shown above the keyboard
    Event back;
};

Events draw_fields(const Form& form, const Frame& f, const Rect& room, std::size_t across) {
    Events out;
    const float gap = f.theme.tap_gap, height = name_field_height(f);
    const float width = (room.width - gap * static_cast<float>(across - 1)) / static_cast<float>(across);
    for (std::size_t i = 0; i < form.fields.size(); ++i) {
        const auto& field = form.fields[i];
        const auto column = static_cast<float>(i % across), row = static_cast<float>(i / across);
        const Rect place{std::round(room.x + column * (width + gap)), std::round(room.y + row * (height + gap)),
                         std::floor(width), height};
        const auto id = "field." + std::string(to_string(field.field));
        if (draw_field(f, place, id, f.words[field.name], field.text, field.field == form.active, true))
            out.push_back(StaffFieldChosen{field.field, f.now});
    }
    return out;
}

/// Draws the line; on amber if it is an error, with a tick if something succeeded.
void draw_line(const Form& form, const Frame& f, Rect room) {
    const auto& t = f.theme;
    if (form.is_done) return draw_success(f, room, form.line);
    const auto style = form.is_notice ? staff_strong(t) : staff_text(t);
    const TextOptions how{.max_lines = 2, .min_scale = 0.6, .is_centred = true, .is_data = true, .is_staff = true};
    if (form.is_notice) {
        const float wanted = f.text.measure({form.line, style}).width_px + t.mm(9);
        room.width = std::min(room.width, wanted);
        draw_card(f, {room, true}, t.color.notice, t.color.on_notice);
        room = room.inset(t.mm(4), 0);
    }
    draw_text(f, room, form.line, style, form.is_notice ? t.color.on_notice : t.color.quiet, how);
}

/// Draws the back button, the title and the line.
Events draw_top(const Form& form, const Frame& f, Rect row, bool is_tight) {
    const auto& t = f.theme;
    Events out;
    const auto label = f.words[Msg::staff_back];
    const auto place = row.split_left(
        std::max(t.staff_tap * 2, button_width(f, label, t.staff_tap, {.icon = Icon::arrow_left, .is_staff = true}) + t.mm(10)));
    const Rect back{place.x, place.y, place.width, t.staff_tap};
    if (button(f, paper_backdrop(t), form.id + ".back", back, label, {.icon = Icon::arrow_left, .is_staff = true}))
        out.push_back(form.back);
    row.split_left(t.mm(6));
    auto title = t.type.sentence;
    title.weight = Weight::bold;
    title.leading = 1.2f;
    const TextOptions how{.max_lines = 1, .min_scale = 0.5, .is_centred = true, .is_staff = true};
    if (is_tight && (form.is_notice || form.is_done)) return draw_line(form, f, row), out;
    if (t.is_portrait() || is_tight) return draw_text(f, row, form.title, title, t.color.ink, how), out;
    const auto fitted = fit(f, {0, 0, row.width * 0.4f, row.height}, form.title, title, how);
    draw_text(f, row.split_left(fitted.size.width_px + 4), form.title, fitted.style, t.color.ink, how);
    row.split_left(t.mm(6));
    draw_line(form, f, row);
    return out;
}

Events draw_form(const Form& form, const Staff& staff, const State& state, const Frame& f) {
    auto [room, out] = staff_body(staff, state, f, false);
    const auto& t = f.theme;
    const float gap = std::max(t.tap_gap, t.mm(4));
    const auto backdrop = paper_backdrop(t);
    const ButtonLook look{.kind = ButtonKind::primary, .is_enabled = form.is_ready, .is_staff = true};
    const auto draw_go = [&](const Rect& place) {
        if (button(f, backdrop, form.id + ".go", place, form.go, look)) out.push_back(Confirmed{f.now});
    };
    // With large text on a small screen, the fields need the full width.
    const bool is_tight = t.is_text_large && t.scale < 0.9 && !t.is_portrait();
    auto top = room.split_top(t.staff_tap);
    if (is_tight) {
        draw_go(top.split_right(std::floor(top.width * 0.25f)));
        top.split_right(t.tap_gap);
    }
    append(out, draw_top(form, f, top, is_tight));
    room.split_top(gap);
    if (t.is_portrait()) {
        const auto style = form.is_notice ? staff_strong(t) : staff_text(t);
        draw_line(form, f, room.split_top(std::max(t.staff_tap, style.size_px * style.leading * 2.2f)));
        room.split_top(gap);
    }
    const float field = name_field_height(f);
    const std::size_t across = t.is_portrait() ? 2 : form.fields.size();
    const auto rows = static_cast<float>((form.fields.size() + across - 1) / across);
    auto fields = room.split_top(rows * field + (rows - 1) * t.tap_gap);
    if (!t.is_portrait() && !is_tight) {
        draw_go(fields.split_right(std::floor(fields.width * 0.19f)));
        fields.split_right(t.tap_gap);
    }
    append(out, draw_fields(form, f, fields, across));
    room.split_top(gap);
    if (t.is_portrait()) {
        draw_go(room.split_top(t.primary_height));
        room.split_top(t.mm(8));
    }
    if (!form.sectors.empty()) {
        append(out, draw_chips(f, room, form.sectors));
        return out;
    }
    // Suggestions take one row at most, and only what the keyboard can spare.
    const float least = keyboard_height(f, 0, KeyboardFor::staff);
    const bool has_room = room.height - t.staff_tap - gap >= least;
    const auto chips = has_room ? room.split_top(t.staff_tap) : Rect{};
    if (has_room) room.split_top(gap);
    if (has_room && !form.suggestions.empty()) append(out, draw_chips(f, chips, form.suggestions));
    const float height =
        std::min(keyboard_height(f, t.is_portrait() ? room.height * 0.6f : room.height, KeyboardFor::staff), room.height);
    append(out, draw_keyboard(f, keyboard_room(f, room.split_bottom(height)), form.is_shift_on, KeyboardFor::staff));
    return out;
}

bool may_send(const Staff& staff, const State& state) { return state.rules.writer.empty() && staff.request == 0; }

std::string walk_in_line(const WalkInPage& page, const Frame& f) {
    if (page.note == StaffNote::full) return f.words[Msg::staff_write_full];
    if (!page.written.empty()) return f.words.filled(Msg::staff_write_done, {page.written});
    return page.note == StaffNote::none ? f.words[Msg::staff_write_hint] : note_line(f, page.note);
}

std::vector<Chip> sector_choice(const std::string& chosen, const State& state, const Frame& f) {
    std::vector<Chip> out{{"sector.none", f.words[Msg::staff_no_sector], SectorChosen{"", f.now}, chosen.empty()}};
    std::size_t number = 0;
    for (const auto& sector : sectors_of(state, f))
        out.push_back(
            {"sector." + std::to_string(number++), sector_label(f, sector), SectorChosen{sector, f.now}, chosen == sector});
    return out;
}

std::vector<Chip> suggestion_chips(const std::vector<std::string>& organisations, const Frame& f) {
    std::vector<Chip> out;
    for (const auto& organisation : organisations)
        out.push_back({"suggestion." + std::to_string(out.size()), organisation, OrganisationChosen{organisation, f.now}});
    return out;
}

}  // namespace

Events draw_page(const WalkInPage& page, const Staff& staff, const State& state, const Frame& f) {
    Form form;
    form.title = f.words[Msg::staff_write_title];
    form.line = walk_in_line(page, f);
    form.is_notice = !is_good(page.note) && page.note != StaffNote::none;
    form.is_done = !page.written.empty() && page.note != StaffNote::full && page.note != StaffNote::working;
    // Report that the capacity is reached before somebody types a name in vain.
    if (page.note == StaffNote::none && !form.is_done && state.live && state.live->is_full) {
        form.line = f.words.filled(Msg::staff_full_line,
                                   {std::to_string(state.live->inside), std::to_string(state.live->capacity.value_or(0))});
        form.is_notice = true;
    }
    form.fields = {{StaffField::given, Msg::name_given, page.given},
                   {StaffField::family, Msg::name_family, page.family},
                   {StaffField::organisation, Msg::staff_organisation, page.organisation},
                   {StaffField::sector, Msg::staff_sector, page.sector.empty() ? "" : sector_label(f, page.sector)}};
    form.active = page.field;
    form.go = f.words[page.note == StaffNote::full ? Msg::staff_write_anyway : Msg::staff_write_go];
    form.id = "walk_in";
    form.is_ready = may_send(staff, state) && letter_count(page.given) + letter_count(page.family) > 0;
    form.is_shift_on = page.is_shift_on;
    form.suggestions = suggestion_chips(page.suggestions, f);
    if (page.field == StaffField::sector) form.sectors = sector_choice(page.sector, state, f);
    form.back = StaffPageOpened{StaffTab::overview, f.now};
    return draw_form(form, staff, state, f);
}

Events draw_page(const RenamePage& page, const Staff& staff, const State& state, const Frame& f) {
    Form form;
    form.title = f.words[Msg::staff_rename_title];
    form.line = page.note == StaffNote::none ? f.words[Msg::staff_rename_hint] : note_line(f, page.note);
    form.is_notice = !is_good(page.note) && page.note != StaffNote::none;
    form.fields = {{StaffField::given, Msg::name_given, page.given},
                   {StaffField::family, Msg::name_family, page.family},
                   {StaffField::organisation, Msg::staff_organisation, page.organisation},
                   {StaffField::sector, Msg::staff_sector, page.sector.empty() ? "" : sector_label(f, page.sector)}};
    form.active = page.field;
    form.go = f.words[Msg::staff_save];
    form.id = "rename";
    form.is_ready = may_send(staff, state) && letter_count(page.given) + letter_count(page.family) > 0;
    form.is_shift_on = page.is_shift_on;
    form.suggestions = suggestion_chips(page.suggestions, f);
    if (page.field == StaffField::sector) form.sectors = sector_choice(page.sector, state, f);
    form.back = Cancelled{f.now};
    return draw_form(form, staff, state, f);
}

}  // namespace entre
