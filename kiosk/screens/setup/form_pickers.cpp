#include "kiosk/screens/setup/form_pickers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/base/text.hpp"
#include "core/base/time_zone.hpp"
#include "kiosk/screens/setup/parts.hpp"

namespace entre::setup {

namespace {

using namespace std::chrono_literals;

constexpr TextOptions centred{.align = TextAlign::middle, .max_lines = 1, .min_scale = 0.5, .is_centred = true, .is_staff = true};

Msg title_of(FormPicker picker) {
    switch (picker) {
        case FormPicker::doors:
            return Msg::setup_doors_title;
        case FormPicker::starts:
            return Msg::setup_starts;
        case FormPicker::ends:
            return Msg::setup_ends;
        case FormPicker::day:
            return Msg::setup_day;
        case FormPicker::zone:
            return Msg::setup_zone_title;
        case FormPicker::turn:
            return Msg::setup_turn_title;
        case FormPicker::height:
            return Msg::setup_height_title;
        case FormPicker::privacy:
            break;
    }
    return Msg::setup_privacy;
}

/// “To”: enough of a weekday's name above a column.
std::string first_graphemes(std::string_view text, std::size_t count) {
    std::string out;
    for (const auto& one : graphemes(text))
        if (count-- > 0)
            out += one;
        else
            break;
    return out;
}

std::string zone_text(const SeminarForm& form, const Frame& f) {
    return f.words.filled(Msg::setup_zone,
                          {form.zone.empty() ? f.words[Msg::setup_zone_here] : city_of_zone(form.zone, f.words.code())});
}

/// The rows of choices, and the button that closes the picker.
Events draw_time(const FormScreen& s, const Frame& f, Rect room) {
    const auto& t = f.theme;
    const bool is_for_doors = s.picker == FormPicker::doors;
    const auto time = is_for_doors ? s.form.doors : s.picker == FormPicker::starts ? s.form.starts : s.form.ends;
    const auto bottom = room.split_bottom(t.staff_tap);
    room.split_bottom(t.tap_gap);
    Events out;
    const auto shown = time.value_or(s.form.starts);
    const auto hour = std::chrono::floor<std::chrono::hours>(shown);
    const std::chrono::minutes minute = shown - hour;
    std::vector<Choice> choices;
    for (int h = 6; h < 22; ++h)
        choices.push_back(
            {fmt::format("time.h{}", h), fmt::format("{:02}", h), TimeSet{h * 60min + minute}, time && h * 1h == hour});
    for (int m = 0; m < 60; m += 15)
        choices.push_back(
            {fmt::format("time.m{}", m), time_text(f, hour + m * 1min), TimeSet{hour + m * 1min}, time && m * 1min == minute});
    append(out, draw_grid(f, room, choices, 4));
    std::vector<Choice> last{{"time.done", f.words[Msg::setup_done], PickerClosed{}, false, true, ButtonKind::primary}};
    if (is_for_doors)
        last.insert(last.begin(), {"time.at_once", f.words[Msg::setup_doors_at_once], TimeSet{std::nullopt}, !time});
    else
        last.insert(last.begin(), {"time.zone", zone_text(s.form, f), PickerOpened{FormPicker::zone}});
    append(out, draw_row(f, bottom, last));
    return out;
}

Events draw_calendar(const FormScreen& s, const Frame& f, Rect room) {
    const auto& t = f.theme;
    const auto backdrop = paper_backdrop(t);
    Events out;
    auto top = room.split_top(t.staff_tap);
    const float side = t.staff_tap * 1.4f;
    if (button(f, backdrop, "day.earlier", top.split_left(side), "", {.icon = Icon::arrow_left, .is_staff = true}))
        out.push_back(MonthTurned{-1});
    if (button(f, backdrop, "day.later", top.split_right(side), "", {.icon = Icon::arrow_right, .is_staff = true}))
        out.push_back(MonthTurned{1});
    auto heading = t.type.sentence;
    heading.weight = Weight::semibold;
    const std::chrono::year_month_day first = s.month / 1;
    const auto month = f.words.filled(
        Msg::setup_month,
        {f.words[static_cast<Msg>(static_cast<unsigned>(Msg::month_1) + static_cast<unsigned>(s.month.month()) - 1)],
         std::to_string(static_cast<int>(s.month.year()))});
    draw_text(f, top, month, heading, t.color.ink, centred);
    room.split_top(t.tap_gap);
    // Monday first (ISO 8601), and whole weeks: the days around the month are shown, but cannot be chosen.
    const auto before = std::chrono::weekday{std::chrono::sys_days{first}}.iso_encoding() - 1;
    const auto days = static_cast<unsigned>((s.month / std::chrono::last).day());
    const auto shown = (before + days + 6) / 7 * 7;
    const float gap = std::min(t.tap_gap, room.height * 0.025f), cell_width = (room.width - 6 * t.tap_gap) / 7;
    auto weekdays = room.split_top(std::ceil(line_style(t).size_px * 1.3f));
    for (unsigned i = 0; i < 7; ++i) {
        const auto name = f.words[static_cast<Msg>(static_cast<unsigned>(Msg::day_0) + (i + 1) % 7)];
        const Rect place{room.x + static_cast<float>(i) * (cell_width + t.tap_gap), weekdays.y, cell_width, weekdays.height};
        draw_text(f, place, first_graphemes(name, 2), line_style(t), t.color.quiet, centred);
    }
    room.split_top(gap / 2);
    const float height = std::min(t.staff_tap, (room.height - 5 * gap) / 6);
    for (unsigned at = 0; at < shown; ++at) {
        const float x = room.x + static_cast<float>(at % 7) * (cell_width + t.tap_gap);
        const Rect place{std::round(x), std::floor(room.y + static_cast<float>(at / 7) * (height + gap)),
                         std::round(x + cell_width) - std::round(x), std::floor(height)};
        const std::chrono::year_month_day date =
            std::chrono::sys_days{first} + std::chrono::days{static_cast<int>(at) - static_cast<int>(before)};
        const bool is_inside = date.month() == s.month.month();
        const auto id = (is_inside ? "day." : "day.outside.") + std::to_string(static_cast<unsigned>(date.day()));
        const ButtonLook look{.is_enabled = is_inside, .is_staff = true, .is_chosen = date == s.form.day};
        if (button(f, backdrop, id, place, std::to_string(static_cast<unsigned>(date.day())), look)) out.push_back(DaySet{date});
    }
    return out;
}

Events draw_zones(const FormScreen& s, const Frame& f, Rect room) {
    const auto bottom = room.split_bottom(f.theme.staff_tap);
    room.split_bottom(f.theme.tap_gap);
    std::vector<Choice> choices;
    for (std::size_t i = 0; i < zones.size(); ++i)
        choices.push_back(
            {fmt::format("zone.{}", i), city_of_zone(zones.at(i), f.words.code()), ZoneSet{i}, s.form.zone == zones.at(i)});
    auto out = draw_grid(f, room, choices, 3);
    append(out, draw_row(f, bottom, {{"zone.done", f.words[Msg::setup_done], PickerClosed{}, false, true, ButtonKind::primary}}));
    return out;
}

}  // namespace

LocalTime local(std::chrono::year_month_day day, std::chrono::minutes time) { return {std::chrono::sys_days{day} + time, 0min}; }

std::string day_text(const Frame& f, std::chrono::year_month_day day) {
    return f.words.filled(Msg::setup_day_and_year, {f.words.day(local(day, 0min)), std::to_string(static_cast<int>(day.year()))});
}

std::string time_text(const Frame& f, std::chrono::minutes time) {
    return f.words.time(local(std::chrono::year{2000} / 1 / 1, time));
}

std::string_view picker_title(const FormScreen& screen, const Frame& f) { return f.words[title_of(*screen.picker)]; }

Events draw_picker(const FormScreen& screen, const Frame& f, const Rect& room) {
    switch (*screen.picker) {
        case FormPicker::day:
            return draw_calendar(screen, f, room);
        case FormPicker::zone:
            return draw_zones(screen, f, room);
        case FormPicker::turn:
            return draw_turns(f, room);
        case FormPicker::height:
            return draw_height(screen, f, room);
        case FormPicker::privacy:
            return draw_privacy(screen, f, room);
        default:
            return draw_time(screen, f, room);
    }
}

}  // namespace entre::setup
