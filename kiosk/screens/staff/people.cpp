#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/keyboard.hpp"
#include "kiosk/screens/staff/parts.hpp"
#include "kiosk/ui/scroll_list.hpp"
#include "kiosk/ui/shapes.hpp"

namespace entre {
namespace {

/// The text of the last column: where the person is, or why they are not expected.
std::string where(const Frame& f, const PersonRow& person, const Presence& presence) {
    const auto& w = f.words;
    if (presence.inside_since) return w.filled(Msg::staff_is_in, {clock_of(f, *presence.inside_since)});
    switch (person.status) {
        case RegistrationStatus::withdrawn:
            return w[Msg::staff_is_withdrawn];
        case RegistrationStatus::unpaid:
            return w[Msg::staff_is_unpaid];
        case RegistrationStatus::waiting_list:
            return w[Msg::staff_is_waiting];
        case RegistrationStatus::registered:
            break;
    }
    return presence.first_in ? w[Msg::staff_was_in] : "–";
}

/// Layout of the columns, computed once per frame.
struct Columns {
    TextStyle name, text;
    float icon = 0, where = 0, organisation = 0, sector = 0;  ///< widths; a column of 0 is not shown
};

Columns columns_of(const Frame& f, float width) {
    const auto& t = f.theme;
    Columns c{staff_strong(t), staff_text(t), t.mm(8), 0, 0, 0};
    c.text.has_even_digits = true;
    const auto widest = [&](std::initializer_list<std::string> texts) {
        float out = 0;
        for (const auto& text : texts) out = std::max(out, f.text.measure({text, c.text}).width_px);
        return out + 4;
    };
    const auto& w = f.words;
    c.where = widest({w.filled(Msg::staff_is_in, {"88.88"}), w[Msg::staff_is_withdrawn], w[Msg::staff_is_unpaid],
                      w[Msg::staff_is_waiting], w[Msg::staff_was_in]});
    const float rest = width - c.icon - c.where;
    const bool is_wide = rest > c.text.size_px * 34;
    c.organisation = std::floor(rest * (is_wide ? 0.34f : 0.42f));
    c.sector = is_wide ? std::floor(rest * 0.22f) : 0;
    return c;
}

void draw_row(const Frame& f, const Rect& room, Rect row, const Columns& c, const PersonRow& person, const Presence& presence) {
    const auto& t = f.theme;
    fill_rect(*f.list, {row.x, row.bottom() - 1, row.width, 1}, mixed(t.color.surface, t.color.ink, 0.12f));
    const auto sign = presence.inside_since ? Icon::tick
                      : person.is_protected ? Icon::lock
                      : person.is_flagged   ? Icon::bell
                                            : Icon::none;
    auto mark = row.split_left(c.icon);
    const float side = t.mm(5);
    if (sign != Icon::none)
        draw_icon(*f.list, sign, {mark.x, mark.middle().y - side / 2, side, side},
                  sign == Icon::tick ? t.color.ink : t.color.quiet);
    cell(f, room, row.split_right(c.where), where(f, person, presence), c.text,
         presence.inside_since ? t.color.ink : t.color.quiet, TextAlign::right);
    const float gap = t.mm(4);
    if (c.sector > 0) {
        const auto place = row.split_right(c.sector);
        cell(f, room, {place.x, place.y, place.width - gap, place.height},
             person.is_protected ? "" : sector_label(f, person.sector), c.text, t.color.quiet);
    }
    const auto place = row.split_right(c.organisation);
    cell(f, room, {place.x, place.y, place.width - gap, place.height}, person.organisation, c.text, t.color.quiet);
    cell(f, room, {row.x, row.y, row.width - gap, row.height}, person.name, c.name, t.color.ink);
}

Events draw_list(const PeoplePage& page, const State& state, const Frame& f, const Rect& card) {
    Events out;
    staff_card(f, card);
    const auto& t = f.theme;
    auto room = card.inset(t.mm(5), t.mm(2));
    if (state.live == nullptr || page.shown == nullptr || page.shown->empty()) {
        const auto text = state.live == nullptr ? Msg::staff_counting : Msg::staff_nobody_shown;
        draw_text(f, room, f.words[text], staff_text(t), t.color.quiet, {.min_scale = 0.7, .is_centred = true, .is_staff = true});
        return out;
    }
    const auto& view = *state.live;
    const auto& shown = *page.shown;
    const auto columns = columns_of(f, room.width - t.mm(3));
    const auto touch = scroll_list(f, "people.list", room, {shown.size(), page.top, staff_row_height(f), true},
                                   [&](std::size_t i, const Rect& place) {
                                       const auto person = shown[i];
                                       draw_row(f, room, place, columns, (*view.people)[person], view.presence[person]);
                                   });
    if (touch.top) out.push_back(Scrolled{*touch.top, f.now});
    if (touch.tapped) out.push_back(PersonOpened{(*view.people)[shown[*touch.tapped]].id, f.now});
    return out;
}

std::vector<Chip> filter_chips(const PeoplePage& page, const Frame& f) {
    constexpr std::pair<PeopleFilter, Msg> filters[] = {{PeopleFilter::everybody, Msg::staff_everybody},
                                                        {PeopleFilter::inside, Msg::staff_filter_inside},
                                                        {PeopleFilter::not_yet, Msg::staff_not_yet},
                                                        {PeopleFilter::walk_ins, Msg::staff_walk_ins},
                                                        {PeopleFilter::withdrawn, Msg::staff_withdrawn}};
    std::vector<Chip> out;
    for (const auto& [filter, label] : filters)
        out.push_back({"people.filter." + std::string(to_string(filter)), f.words[label], FilterChosen{filter, f.now},
                       page.filter == filter});
    const bool is_open = page.panel == PeoplePanel::sectors;
    out.push_back({"people.sector", page.sector.empty() ? f.words[Msg::staff_sector] : sector_label(f, page.sector),
                   PanelChosen{is_open ? PeoplePanel::none : PeoplePanel::sectors, f.now}, !page.sector.empty() || is_open});
    return out;
}

std::vector<Chip> sector_chips(const PeoplePage& page, const State& state, const Frame& f) {
    std::vector<Chip> out{{"people.sector.all", f.words[Msg::staff_all_sectors], SectorChosen{"", f.now}, page.sector.empty()}};
    std::size_t number = 0;
    for (const auto& sector : sectors_of(state, f))
        out.push_back({"people.sector." + std::to_string(number++), sector_label(f, sector), SectorChosen{sector, f.now},
                       page.sector == sector});
    return out;
}

/// Draws the search field, which opens the keyboard, and the number of people shown.
Events draw_search(const PeoplePage& page, const State& state, const Frame& f, Rect room) {
    const auto& t = f.theme;
    Events out;
    const bool is_typing = page.panel == PeoplePanel::keyboard;
    if (is_typing) {
        const auto label = f.words[Msg::staff_done];
        const auto place =
            room.split_right(std::max(t.staff_tap * 1.6f, button_width(f, label, room.height, {.is_staff = true})));
        room.split_right(t.tap_gap);
        if (button(f, paper_backdrop(t), "people.done", place, label, {.is_staff = true, .is_chosen = true}))
            out.push_back(Confirmed{f.now});
    }
    const auto style = staff_text(t);
    if (state.live && page.shown) {
        const auto count =
            f.words.filled(Msg::staff_shown, {std::to_string(page.shown->size()), std::to_string(state.live->people->size())});
        const auto place = room.split_right(f.text.measure({count, style}).width_px + t.mm(6));
        draw_text(f, {place.x + t.mm(3), place.y, place.width - t.mm(3), place.height}, count, style, t.color.quiet,
                  {.align = TextAlign::right, .max_lines = 1, .min_scale = 0.7, .is_centred = true, .is_staff = true});
        room.split_right(t.mm(2));
    }
    const bool is_tapped = tap_area(f, "people.search", room, true);
    fill_rect(*f.list, room, t.color.surface, t.radius);
    stroke_rect(*f.list, room, is_typing ? t.color.accent : t.color.edge, t.radius, is_typing ? 2 * t.edge_px : t.edge_px);
    auto inside = room.inset(t.mm(4), 0);
    const float icon = std::min(t.mm(7), room.height * 0.5f);
    const auto sign = inside.split_left(icon + t.mm(3));
    draw_icon(*f.list, Icon::search, {sign.x, sign.middle().y - icon / 2, icon, icon}, t.color.quiet);
    if (page.sought.empty())
        draw_text(f, inside, f.words[Msg::staff_search], style, t.color.quiet,
                  {.max_lines = 1, .min_scale = 0.6, .is_centred = true, .is_staff = true});
    else
        cell(f, room, inside, page.sought, staff_strong(t), t.color.ink);
    if (is_typing) {
        const float x =
            inside.x + (page.sought.empty()
                            ? 0
                            : std::min(inside.width, f.text.measure({page.sought, staff_strong(t)}).width_px) + t.mm(0.6));
        fill_rect(*f.list, {x, room.middle().y - style.size_px * 0.6f, std::max(2.0f, t.mm(0.5)), style.size_px * 1.2f},
                  t.color.accent);
    }
    if (is_tapped) out.push_back(PanelChosen{is_typing ? PeoplePanel::none : PeoplePanel::keyboard, f.now});
    return out;
}

}  // namespace

Events draw_page(const PeoplePage& page, const Staff& staff, const State& state, const Frame& f) {
    const bool is_typing = page.panel == PeoplePanel::keyboard;
    auto [room, out] = staff_body(staff, state, f, !is_typing);
    const auto& t = f.theme;
    const float gap = std::max(t.tap_gap, t.mm(4));
    append(out, draw_search(page, state, f, room.split_top(t.staff_tap)));
    room.split_top(gap);
    if (is_typing) {
        const float height = std::min(keyboard_height(f, t.is_portrait() ? room.height * 0.4f : 0), room.height * 0.86f);
        append(out, draw_keyboard(f, keyboard_room(f, room.split_bottom(height)), false));
        room.split_bottom(gap);
        append(out, draw_list(page, state, f, room));
        return out;
    }
    const auto filters = filter_chips(page, f);
    append(out, draw_chips(f, room.split_top(chips_height(f, room.width, filters)), filters));
    room.split_top(gap);
    if (page.panel == PeoplePanel::sectors) {
        const auto sectors = sector_chips(page, state, f);
        append(out, draw_chips(f, room.split_top(std::min(chips_height(f, room.width, sectors), room.height * 0.8f)), sectors));
        room.split_top(gap);
    }
    append(out, draw_list(page, state, f, room));
    return out;
}

}  // namespace entre
