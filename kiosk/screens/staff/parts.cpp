#include "kiosk/screens/staff/parts.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "kiosk/ui/shapes.hpp"

namespace entre {
namespace {

constexpr TextOptions one_line{.max_lines = 1, .min_scale = 0.6, .is_centred = true, .is_data = true, .is_staff = true};

float text_width(const Frame& f, std::string_view text, const TextStyle& style) {
    return std::ceil(f.text.measure({text, style}).width_px) + 2;
}

/// “Kiosk 1 · 08.47.12”: the seconds show that the kiosk is not frozen.
std::string station_line(const Staff& staff, const Frame& f) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(f.wall.time_since_epoch()).count() % 60;
    const auto clock =
        f.words.filled(Msg::staff_clock, {clock_of(f, f.wall), (seconds < 10 ? "0" : "") + std::to_string(seconds)});
    return staff.is_organisers ? clock : f.seminar.kiosk.station + " · " + clock;
}

/// Draws the header: the seminar, place and time, this station and its clock, and the language switch.
Events draw_head(const Staff& staff, const Frame& f, Rect room) {
    const auto& t = f.theme;
    Events out;
    for (auto& o : language_offers(f)) {
        const auto place = room.split_right(std::max(t.staff_tap * 1.6f, text_width(f, o.button.label, t.type.label) + t.mm(8)));
        room.split_right(t.mm(4));
        if (button(f, paper_backdrop(t), o.button.id, place, o.button.label, {.is_staff = true})) out.push_back(o.event);
    }
    const auto small = staff_text(t);
    const auto station = station_line(staff, f);
    const float station_width = std::min(text_width(f, station, small), room.width * 0.45f);
    auto right = one_line;
    right.align = TextAlign::right;
    draw_text(f, room.split_right(station_width), station, small, t.color.quiet, right);
    room.split_right(t.mm(5));
    auto title = t.type.sentence;
    title.weight = Weight::bold;
    title.leading = 1.2f;
    if (!t.is_text_large) title.size_px *= 0.8f;
    const auto name = f.seminar.name.in(f.words.code());
    const auto fitted = fit(f, {0, 0, room.width, room.height}, name, title, one_line);
    draw_text(f, room.split_left(fitted.size.width_px + 4), name, fitted.style, t.color.ink, one_line);
    room.split_left(t.mm(5));
    const auto starts = f.words.filled(Msg::staff_start, {f.words.time(f.seminar.starts)});
    const auto& venue = f.seminar.venue.in(f.words.code());
    const auto where = venue.empty() ? starts : venue + " · " + starts;
    if (text_width(f, where, small) <= room.width) draw_text(f, room, where, small, t.color.quiet, one_line);
    return out;
}

constexpr std::pair<StaffTab, Msg> tabs[] = {
    {StaffTab::overview, Msg::staff_tab_overview}, {StaffTab::people, Msg::staff_tab_people},
    {StaffTab::walk_in, Msg::staff_tab_walk_in},   {StaffTab::roll_call, Msg::staff_tab_roll_call},
    {StaffTab::lists, Msg::staff_tab_lists},       {StaffTab::printers, Msg::staff_tab_printers},
    {StaffTab::phones, Msg::staff_tab_phones},     {StaffTab::kiosks, Msg::staff_tab_kiosks}};

bool has_tab(StaffTab tab, const State& state) {
    if (tab == StaffTab::phones) return state.rules.has_live_page;
    return tab != StaffTab::kiosks || state.sharing || state.rules.can_invite;
}

/// Includes the exit button.
int tab_count(const State& state) {
    return 1 + static_cast<int>(std::ranges::count_if(tabs, [&](const auto& tab) { return has_tab(tab.first, state); }));
}

int tabs_across(const State& state, const Frame& f) {
    const bool is_small = f.theme.scale < 0.8, has_all = tab_count(state) > 7;
    const bool is_narrow =
        f.theme.is_portrait() || (has_all && is_small) || (f.theme.is_text_large && (f.theme.scale < 0.9 || has_all));
    const int rows = !is_narrow ? 1 : f.theme.is_portrait() && f.theme.is_text_large && tab_count(state) > 8 ? 3 : 2;
    return (tab_count(state) + rows - 1) / rows;
}

float tabs_height(const State& state, const Frame& f) {
    const int across = tabs_across(state, f);
    const auto rows = static_cast<float>((tab_count(state) + across - 1) / across);
    return rows * f.theme.staff_tap + (rows - 1) * f.theme.tap_gap;
}

Events draw_tabs(const Staff& staff, const State& state, const Frame& f, const Rect& room) {
    const int across = tabs_across(state, f);
    const float gap = f.theme.tap_gap, height = f.theme.staff_tap;
    const float width = (room.width - gap * static_cast<float>(across - 1)) / static_cast<float>(across);
    const auto place = [&](int i) {
        const float x = std::round(room.x + static_cast<float>(i % across) * (width + gap));
        return Rect{x, room.y + static_cast<float>(i / across) * (height + gap), std::floor(width), height};
    };
    Events out;
    const auto backdrop = paper_backdrop(f.theme);
    const auto lit = tab_of(staff.page);
    int i = 0;
    for (const auto& [tab, label] : tabs) {
        if (!has_tab(tab, state)) continue;
        const auto id = "staff.tab." + std::string(to_string(tab));
        if (button(f, backdrop, id, place(i++), f.words[label], {.is_staff = true, .is_chosen = tab == lit}))
            out.push_back(StaffPageOpened{tab, f.now});
    }
    // The last one fills its row, so that two rows have the same edges.
    auto last = place(i);
    last.width = std::floor(room.right() - last.x);
    if (button(f, backdrop, "staff.leave", last, f.words[Msg::staff_leave], {.is_staff = true})) out.push_back(Cancelled{f.now});
    return out;
}

}  // namespace

void append(Events& to, Events from) {
    for (auto& event : from) to.push_back(std::move(event));
}

TextStyle staff_text(const Theme& t) {
    auto style = t.type.small;
    if (!t.is_text_large) style.size_px *= 0.86f;
    return style;
}

TextStyle staff_strong(const Theme& t) {
    auto style = staff_text(t);
    style.weight = Weight::semibold;
    return style;
}

float staff_row_height(const Frame& f) {
    const auto style = staff_text(f.theme);
    return std::ceil(std::max(f.theme.min_tap * 0.61f, style.size_px * style.leading + f.theme.mm(2)));
}

void staff_card(const Frame& f, const Rect& r) { draw_card(f, {r}, f.theme.color.surface, f.theme.color.edge); }

StaffBody staff_body(const Staff& staff, const State& state, const Frame& f, bool has_tabs) {
    const auto& t = f.theme;
    const Rect all{0, 0, static_cast<float>(t.screen.width), static_cast<float>(t.screen.height)};
    fill_canvas(*f.list, t.color.canvas);
    StaffBody out{all.inset(t.staff_margin, std::min(t.mm(8), all.height * 0.03f)), {}};
    out.events = draw_head(staff, f, out.room.split_top(t.staff_tap));
    out.room.split_top(t.mm(5));
    if (has_tabs) {
        append(out.events, draw_tabs(staff, state, f, out.room.split_bottom(tabs_height(state, f))));
        out.room.split_bottom(t.mm(5));
    }
    if (state.rules.writer.empty()) return out;
    const Need held{f.words[Msg::staff_read_only], f.words.filled(Msg::staff_held_by, {state.rules.writer}), {}, true};
    append(out.events, draw_need(f, out.room.split_top(need_height(f, out.room.width, held)), held));
    out.room.split_top(t.mm(4));
    return out;
}

namespace {

struct NeedLayout {
    TextStyle title, line;
    float pad = 0, words_width = 0, button_width = 0, title_height = 0, line_height = 0;
};

NeedLayout need_layout(const Frame& f, float width, const Need& need) {
    NeedLayout out{staff_strong(f.theme), staff_text(f.theme), f.theme.mm(4), 0, 0, 0, 0};
    out.title.leading = out.line.leading = 1.3f;
    if (!need.button.empty())
        out.button_width = std::max(f.theme.staff_tap * 1.4f,
                                    button_width(f, need.button.front().button.label, f.theme.staff_tap, {.is_staff = true}));
    out.words_width = width - 2 * out.pad - (out.button_width > 0 ? out.button_width + out.pad : 0);
    out.title_height = f.text.measure({need.title, out.title, out.words_width}).height_px;
    out.line_height = need.line.empty() ? 0 : f.text.measure({need.line, out.line, out.words_width}).height_px;
    return out;
}

}  // namespace

float need_height(const Frame& f, float width, const Need& need) {
    const auto layout = need_layout(f, width, need);
    const float words = layout.title_height + layout.line_height;
    return std::ceil(std::max(words, layout.button_width > 0 ? f.theme.staff_tap : 0) + 1.6f * layout.pad);
}

Events draw_need(const Frame& f, const Rect& r, const Need& need) {
    const auto& t = f.theme;
    const auto layout = need_layout(f, r.width, need);
    draw_card(f, {r}, t.color.notice, t.color.on_notice);
    const float words = layout.title_height + layout.line_height;
    Rect room{r.x + layout.pad, r.y + (r.height - words) / 2, layout.words_width, words};
    const TextOptions how{.is_data = need.is_data, .is_staff = true};
    draw_text(f, room.split_top(layout.title_height), need.title, layout.title, t.color.on_notice, how);
    draw_text(f, room, need.line, layout.line, t.color.on_notice, how);
    Events out;
    if (need.button.empty()) return out;
    const auto& offered = need.button.front();
    const Rect place{r.right() - layout.pad - layout.button_width, r.middle().y - t.staff_tap / 2, layout.button_width,
                     t.staff_tap};
    if (button(f, paper_backdrop(t), offered.button.id, place, offered.button.label, {.is_staff = true}))
        out.push_back(offered.event);
    return out;
}

float success_height(const Frame& f, float width, std::string_view text) {
    const auto& t = f.theme;
    return std::max(t.mm(10), f.text.measure({text, staff_strong(t), width - t.mm(20)}).height_px + t.mm(3));
}

void draw_success(const Frame& f, Rect room, std::string_view text) {
    const auto& t = f.theme;
    const auto style = staff_strong(t);
    const float height = std::min(room.height, success_height(f, room.width, text)), icon = t.mm(6);
    room = {room.x, room.middle().y - height / 2, std::min(room.width, text_width(f, text, style) + t.mm(20)), height};
    draw_card(f, {room, true}, t.color.in, t.color.on_in);
    draw_icon(*f.list, Icon::tick, {room.x + t.mm(5), room.middle().y - icon / 2, icon, icon}, t.color.on_in);
    draw_text(f, {room.x + t.mm(15), room.y, room.width - t.mm(18), room.height}, text, style, t.color.on_in,
              {.max_lines = 2, .min_scale = 0.6, .is_centred = true, .is_data = true, .is_staff = true});
}

namespace {

/// Rectangles of the chips, relative to the top left of a room of `width`.
std::vector<Rect> chip_places(const Frame& f, float width, const std::vector<Chip>& chips) {
    std::vector<Rect> out;
    const float gap = f.theme.tap_gap, height = f.theme.staff_tap;
    float x = 0, y = 0;
    for (const auto& chip : chips) {
        const float natural = std::max(height * 1.3f, button_width(f, chip.label, height, {.is_staff = true}));
        const float own = std::ceil(std::min(width, natural));
        if (x > 0 && x + own > width) {
            x = 0;
            y += height + gap;
        }
        out.push_back({x, y, own, height});
        x += own + gap;
    }
    return out;
}

}  // namespace

float chips_height(const Frame& f, float width, const std::vector<Chip>& chips) {
    return chips.empty() ? 0 : chip_places(f, width, chips).back().bottom();
}

Events draw_chips(const Frame& f, const Rect& r, const std::vector<Chip>& chips) {
    Events out;
    const auto places = chip_places(f, r.width, chips);
    for (std::size_t i = 0; i < chips.size(); ++i) {
        const ButtonLook look{.is_enabled = chips[i].is_enabled, .is_staff = true, .is_chosen = chips[i].is_chosen};
        if (places[i].bottom() > r.height + 1) break;
        if (button(f, paper_backdrop(f.theme), chips[i].id, places[i].moved(std::round(r.x), std::round(r.y)), chips[i].label,
                   look))
            out.push_back(chips[i].event);
    }
    return out;
}

std::string clock_of(const Frame& f, UtcTime time) { return f.words.time(f.seminar.local(time)); }

std::string sector_label(const Frame& f, std::string_view sector) {
    return sector.empty() ? f.words[Msg::staff_without_sector] : style_of(f.seminar, sector).label.in(f.words.code());
}

std::vector<std::string> sectors_of(const State& state, const Frame& f) {
    std::vector<std::string> out;
    const auto add = [&](const std::string& sector) {
        if (!sector.empty() && std::ranges::find(out, sector) == out.end()) out.push_back(sector);
    };
    for (const auto& category : f.seminar.categories) add(category.name);
    if (state.live)
        for (const auto& sector : state.live->sectors) add(sector.sector);
    return out;
}

std::string note_line(const Frame& f, StaffNote note) {
    switch (note) {
        case StaffNote::none:
            return {};
        case StaffNote::working:
            return f.words[Msg::staff_note_working];
        case StaffNote::done:
            return f.words[Msg::staff_note_done];
        case StaffNote::printing:
            return f.words[Msg::staff_note_printing];
        case StaffNote::already_in:
            return f.words[Msg::staff_note_already_in];
        case StaffNote::not_inside:
            return f.words[Msg::staff_note_not_inside];
        case StaffNote::full:
            return f.words[Msg::staff_full_title];
        case StaffNote::nobody:
            return f.words[Msg::staff_note_nobody];
        case StaffNote::no_name:
            return f.words[Msg::staff_note_no_name];
        case StaffNote::enough:
            return f.words[Msg::staff_note_enough];
        case StaffNote::stick_saved:
            return f.words[Msg::stick_saved];
        case StaffNote::stick_full:
            return f.words[Msg::stick_full];
        case StaffNote::stick_read_only:
            return f.words[Msg::stick_read_only];
        case StaffNote::stick_gone:
            return f.words[Msg::stick_gone];
        case StaffNote::list_not_printed:
            return f.words[Msg::staff_roll_not_printed];
        case StaffNote::no_list_printer:
            return f.words[Msg::staff_roll_no_printer];
        case StaffNote::list_printed:  // with the printer's name, on its page
        case StaffNote::failed:
            break;
    }
    return f.words[Msg::staff_note_failed];
}

bool is_good(StaffNote note) {
    return note == StaffNote::done || note == StaffNote::printing || note == StaffNote::working ||
           note == StaffNote::stick_saved || note == StaffNote::list_printed;
}

}  // namespace entre
