#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/staff/parts.hpp"
#include "kiosk/ui/scroll_list.hpp"
#include "kiosk/ui/shapes.hpp"

namespace entre {
namespace {

/// What a list row shows: groups follow each other, each below its title.
struct Place {
    const PeopleBySector::Group* group = nullptr;
    std::optional<std::size_t> person;  ///< nullopt: the group's title
};

Place place_of(const PeopleBySector& inside, std::size_t row) {
    for (const auto& group : inside.groups) {
        if (row == 0) return {&group, {}};
        if (row <= group.people.size()) return {&group, group.people[row - 1]};
        row -= group.people.size() + 1;
    }
    return {};
}

std::string note_of(const RollCallPage& page, const Frame& f) {
    if (page.note == StaffNote::done) return f.words[Msg::staff_roll_saved];
    if (page.note == StaffNote::list_printed) return f.words.filled(Msg::staff_roll_printed, {page.file});
    if (page.note == StaffNote::failed) return f.words[Msg::staff_note_roll_failed];
    return note_line(f, page.note);
}

void draw_group_title(const Frame& f, const Rect& room, const Rect& row, const PeopleBySector::Group& group) {
    const auto& t = f.theme;
    fill_rect(*f.list, row, mixed(t.color.surface, t.color.ink, 0.07f), t.radius * 0.5f);
    const auto title = sector_label(f, group.sector) + " · " + std::to_string(group.people.size());
    cell(f, room, row.inset(t.mm(3), 0), title, staff_strong(t), t.color.ink);
}

bool is_ticked(const State& state, const RegistrationId& person) {
    return std::ranges::find(state.ticked, person) != state.ticked.end();
}

/// A box to tick, in the middle of `place`.
void draw_box(const Frame& f, const Rect& place, bool is_ticked) {
    const auto& t = f.theme;
    const float side = std::min(place.width, t.mm(7));
    const Rect box{place.x, place.middle().y - side / 2, side, side};
    if (is_ticked) fill_rect(*f.list, box, t.color.in, t.radius * 0.4f);
    stroke_rect(*f.list, box, is_ticked ? t.color.in : t.color.edge, t.radius * 0.4f, t.edge_px * 1.5f);
    if (is_ticked) draw_icon(*f.list, Icon::tick, box.inset(side * 0.18f, side * 0.18f), t.color.on_in);
}

void draw_person(const Frame& f, const Rect& room, Rect row, const LiveView& view, std::size_t person, bool is_ticked) {
    const auto& t = f.theme;
    fill_rect(*f.list, {row.x, row.bottom() - 1, row.width, 1}, mixed(t.color.surface, t.color.ink, 0.12f));
    row = row.inset(t.mm(3), 0);
    if (row.y >= room.y - row.height && row.bottom() <= room.bottom() + row.height)
        draw_box(f, row.split_left(t.mm(7)), is_ticked);
    row.split_left(t.mm(4));
    auto style = staff_text(t);
    style.has_even_digits = true;
    const auto since = view.presence[person].inside_since;
    if (since)
        cell(f, room, row.split_right(f.text.measure({"88.88", style}).width_px + 4), clock_of(f, *since), style, t.color.quiet,
             TextAlign::right);
    row.split_right(t.mm(4));
    cell(f, room, row.split_left(std::floor(row.width * 0.5f)), (*view.people)[person].name, is_ticked ? style : staff_strong(t),
         is_ticked ? t.color.quiet : t.color.ink);
    row.split_left(t.mm(3));
    cell(f, room, row, (*view.people)[person].organisation, style, t.color.quiet);
}

Events draw_list(const RollCallPage& page, const State& state, const Frame& f, const Rect& card) {
    staff_card(f, card);
    const auto& t = f.theme;
    const auto& view = *state.live;
    const auto room = card.inset(t.mm(4), t.mm(2));
    Events out;
    const auto& inside = *page.inside;
    if (inside.rows() == 0) {
        draw_text(f, room, f.words[Msg::staff_roll_nobody], staff_text(t), t.color.quiet, {.is_centred = true, .is_staff = true});
        return out;
    }
    const auto touch = scroll_list(
        f, "roll_call.list", room, {inside.rows(), page.top, staff_row_height(f), true}, [&](std::size_t i, const Rect& row) {
            const auto place = place_of(inside, i);
            if (place.person)
                draw_person(f, room, row, view, *place.person, is_ticked(state, (*view.people)[*place.person].id));
            else if (place.group != nullptr)
                draw_group_title(f, room, row, *place.group);
        });
    if (touch.top) out.push_back(Scrolled{*touch.top, f.now});
    if (touch.tapped)
        if (const auto place = place_of(inside, *touch.tapped); place.person)
            out.push_back(PersonTicked{(*view.people)[*place.person].id, f.now});
    return out;
}

/// “128 är inne · 12 avprickade”
std::string total_line(const RollCallPage& page, const State& state, const Frame& f) {
    auto out = f.words.filled(Msg::staff_roll_total, {std::to_string(state.live->inside)});
    std::size_t found = 0;
    for (const auto& group : page.inside->groups)
        found += static_cast<std::size_t>(
            std::ranges::count_if(group.people, [&](std::size_t i) { return is_ticked(state, (*state.live->people)[i].id); }));
    return out + " · " + f.words.filled(Msg::staff_roll_ticked, {std::to_string(found)});
}

/// Draws the buttons at the right of `head` and splits them off.
Events draw_buttons(const RollCallPage& page, const Staff& staff, const State& state, const Frame& f, Rect& head) {
    const auto& t = f.theme;
    Events out;
    const auto offer = [&](std::string_view id, Msg label, bool is_enabled, bool is_chosen, Event event) {
        const ButtonLook look{.is_enabled = is_enabled, .is_staff = true, .is_chosen = is_chosen};
        const auto place = head.split_right(std::max(t.staff_tap * 2, button_width(f, f.words[label], t.staff_tap, look)));
        head.split_right(t.mm(4));
        if (button(f, paper_backdrop(t), id, place, f.words[label], look)) out.push_back(std::move(event));
    };
    const bool is_for_stick = state.devices.has_stick;  // then it is to go along
    const bool is_ready = state.live != nullptr && staff.request == 0;
    offer(is_for_stick ? "roll_call.stick" : "roll_call.save", is_for_stick ? Msg::stick_save : Msg::staff_roll_save, is_ready,
          false, RollCallRequested{f.now, is_for_stick ? ListTarget::stick : ListTarget::folder});
    offer("roll_call.print", Msg::staff_roll_print, is_ready, false, RollCallRequested{f.now, ListTarget::printer});
    if (!state.ticked.empty())
        offer("roll_call.clear", page.is_clear_sure ? Msg::staff_roll_clear_sure : Msg::staff_roll_clear, true,
              page.is_clear_sure, TicksCleared{f.now});
    return out;
}

}  // namespace

Events draw_page(const RollCallPage& page, const Staff& staff, const State& state, const Frame& f) {
    auto [room, out] = staff_body(staff, state, f);
    const auto& t = f.theme;
    auto head = room.split_top(t.staff_tap);
    room.split_top(t.mm(4));
    if (t.is_portrait() || t.is_text_large) {
        auto buttons = room.split_top(t.staff_tap);
        room.split_top(t.mm(4));
        append(out, draw_buttons(page, staff, state, f, buttons));
    } else {
        append(out, draw_buttons(page, staff, state, f, head));
    }
    if (state.live == nullptr || page.inside == nullptr) {
        draw_text(f, room, f.words[Msg::staff_counting], staff_text(t), t.color.quiet, {.is_staff = true});
        return out;
    }
    auto title = t.type.sentence;
    title.weight = Weight::bold;
    title.leading = 1.2f;
    draw_text(f, head, total_line(page, state, f), title, t.color.ink,
              {.max_lines = 1, .min_scale = 0.5, .is_centred = true, .is_staff = true});
    const auto line = [&](const std::string& text, const TextStyle& style, Rgb color) {
        if (text.empty()) return;
        const float height = std::min(room.height * 0.3f, f.text.measure({text, style, room.width}).height_px);
        draw_text(f, room.split_top(height), text, style, color, {.is_data = true, .is_staff = true});
        room.split_top(t.mm(2));
    };
    if (state.ticked.empty()) line(f.words[Msg::staff_roll_how], staff_text(t), t.color.quiet);
    if (const auto note = note_of(page, f); is_good(page.note) && !note.empty()) {
        draw_success(f, room.split_top(success_height(f, room.width, note)), note);
        room.split_top(t.mm(2));
    } else {
        line(note, staff_strong(t), is_good(page.note) ? t.color.accent : t.color.on_notice);
    }
    append(out, draw_list(page, state, f, room));
    return out;
}

}  // namespace entre
