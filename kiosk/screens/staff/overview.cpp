#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/staff/chart.hpp"
#include "kiosk/screens/staff/needs.hpp"
#include "kiosk/screens/staff/parts.hpp"
#include "kiosk/ui/scroll_list.hpp"
#include "kiosk/ui/shapes.hpp"

namespace entre {
namespace {

/// A number with its label and unit.
struct Number {
    std::string label, value, unit;
};

/// Formats one decimal with the language's decimal sign: “7,4”.
std::string with_tenths(const Frame& f, double value) {
    const long tenths = std::lround(value * 10);
    return f.words.filled(Msg::staff_decimal, {std::to_string(tenths / 10), std::to_string(tenths % 10)});
}

std::vector<Number> numbers_of(const State& state, const Frame& f) {
    const auto& w = f.words;
    const auto& view = *state.live;
    std::vector<Number> out{
        {w[Msg::staff_inside], std::to_string(view.inside),
         view.capacity ? w.filled(Msg::staff_of, {std::to_string(*view.capacity)}) : ""},
        {w[Msg::staff_expected], std::to_string(view.still_to_come), w.filled(Msg::staff_of, {std::to_string(view.expected)})}};
    const auto start = w.filled(Msg::staff_inside_at, {w.time(f.seminar.starts)});
    std::string range = "–";
    if (view.forecast)
        range = view.forecast->low == view.forecast->high
                    ? std::to_string(view.forecast->low)
                    : w.filled(Msg::time_span, {std::to_string(view.forecast->low), std::to_string(view.forecast->high)});
    out.push_back({start, range, ""});
    out.push_back({w[Msg::staff_rate], with_tenths(f, view.arrivals_a_minute), w[Msg::staff_a_minute]});
    const auto& speed = state.devices.speed;
    out.push_back({w[Msg::staff_speed], speed.visits == 0 ? "–" : with_tenths(f, std::max(speed.p95_ms / 1000, 0.1)),
                   speed.visits == 0 ? "" : w[Msg::staff_seconds]});
    return out;
}

TextStyle number_style(const Theme& t) {
    auto style = t.type.number;
    if (!t.is_text_large) style.size_px *= 0.8f;
    return style;
}

/// Distance from the top of a line to its baseline, for Inter.
float baseline_of(const TextStyle& style) { return style.size_px * (style.leading / 2 + 0.364f); }

void draw_number(const Frame& f, const Rect& card, const Number& number) {
    const auto& t = f.theme;
    staff_card(f, card);
    auto room = card.inset(t.mm(5), t.mm(4));
    const auto style = number_style(t);
    auto unit = staff_text(t);
    unit.weight = Weight::medium;
    unit.leading = 1.2f;
    auto below = room.split_bottom(style.size_px * style.leading);
    draw_text(f, room, number.label, staff_text(t), t.color.quiet, {.max_lines = 3, .min_scale = 0.6, .is_staff = true});
    // A number that the unit would shrink by almost half is shown without the unit.
    const bool has_unit = !number.unit.empty() && f.text.measure({number.value, style}).width_px * 0.6f +
                                                          f.text.measure({number.unit, unit}).width_px + t.mm(3) <
                                                      below.width;
    const float unit_width = has_unit ? f.text.measure({number.unit, unit}).width_px + 2 : 0;
    const float beside = has_unit ? unit_width + t.mm(2) : 0;
    const TextOptions how{.max_lines = 1, .min_scale = 0.4, .is_staff = true};
    const auto fitted = fit(f, {0, 0, std::max(t.mm(8), below.width - beside), below.height}, number.value, style, how);
    const float line = fitted.size.height_px;
    const float y = below.bottom() - line;
    draw_text(f, {below.x, y, fitted.size.width_px + 4, line}, number.value, fitted.style, t.color.ink, how);
    if (unit_width <= 0) return;
    const float unit_y = y + baseline_of(fitted.style) - baseline_of(unit);
    const float x = below.x + fitted.size.width_px + t.mm(2);
    draw_text(f, {x, unit_y, below.right() - x + 2, unit.size_px * unit.leading}, number.unit, unit, t.color.quiet,
              {.max_lines = 1, .min_scale = 0.5, .is_staff = true});
}

/// With as many lines for the labels as the longest one needs.
float number_height(const Frame& f, float width) {
    const auto label = staff_text(f.theme), style = number_style(f.theme);
    const int needed = std::clamp(f.text.measure({f.words[Msg::staff_speed], label, width - f.theme.mm(10)}).lines, 1, 3);
    const float lines = std::max(static_cast<float>(needed), f.theme.is_text_large ? 2 : 1.15f);
    return label.size_px * label.leading * lines + style.size_px * style.leading + f.theme.mm(8);
}

/// Five in a row; three and two on narrow screens.
std::vector<std::size_t> number_rows(const Frame& f) {
    return f.theme.is_portrait() ? std::vector<std::size_t>{3, 2} : std::vector<std::size_t>{5};
}

/// The width of a number in the last row, which has the longest label.
float number_width(const Frame& f, float room, float gap) {
    const auto across = static_cast<float>(number_rows(f).back());
    return (room - gap * (across - 1)) / across;
}

float numbers_height(const Frame& f, float width, float gap) {
    const auto rows = static_cast<float>(number_rows(f).size());
    return rows * number_height(f, number_width(f, width, gap)) + (rows - 1) * gap;
}

void draw_numbers(const Frame& f, Rect room, const std::vector<Number>& numbers, float gap) {
    std::size_t next = 0;
    const float height = number_height(f, number_width(f, room.width, gap));
    for (const auto across : number_rows(f)) {
        auto row = room.split_top(height);
        room.split_top(gap);
        const float width = (row.width - gap * static_cast<float>(across - 1)) / static_cast<float>(across);
        for (std::size_t i = 0; i < across; ++i) {
            draw_number(f, row.split_left(width), numbers[next++]);
            row.split_left(gap);
        }
    }
}

/// Draws as many tasks for staff as fit in `room`, and counts the rest. Returns the events from taps and splits the used part off
/// `room`.
Events draw_needs(const Frame& f, Rect& room, const std::vector<Need>& needs, float gap) {
    Events out;
    const auto style = staff_strong(f.theme);
    const float more = style.size_px * style.leading;
    for (std::size_t i = 0; i < needs.size(); ++i) {
        const float height = need_height(f, room.width, needs[i]);
        const bool is_last = i + 1 == needs.size();
        if (height + (is_last ? 0 : gap + more) > room.height) {
            const auto left = std::to_string(needs.size() - i);
            if (room.height >= more)
                draw_text(f, room.split_top(more), f.words.filled(Msg::staff_more, {left}), style, f.theme.color.on_notice,
                          {.is_staff = true});
            return out;
        }
        append(out, draw_need(f, room.split_top(height), needs[i]));
        room.split_top(gap);
    }
    return out;
}

float latest_height(const LiveView& view, const Frame& f) {
    const auto title = staff_strong(f.theme);
    return title.size_px * 1.25f + f.theme.mm(8) + staff_row_height(f) * static_cast<float>(view.latest.size()) + 2;
}

/// Draws the twelve latest arrivals; a tap on one opens that person's page.
Events draw_latest(const LiveView& view, const Frame& f, const Rect& card) {
    const auto& t = f.theme;
    const float row = staff_row_height(f);
    auto title = staff_strong(t);
    title.leading = 1.25f;
    const float head = title.size_px * title.leading + t.mm(4.5 + 1.5), footer = t.mm(2);
    const auto room_for = static_cast<std::size_t>(std::max(0.0f, (card.height - head - footer) / row));
    Events out;
    if (room_for == 0) return out;
    staff_card(f, card);
    auto room = card.inset(t.mm(5), 0);
    room.split_top(t.mm(4.5));
    draw_text(f, room.split_top(title.size_px * title.leading), f.words[Msg::staff_latest], title, t.color.ink,
              {.max_lines = 1, .is_staff = true});
    room.split_top(t.mm(1.5));
    const auto rows = std::min(room_for, view.latest.size());
    room.height = row * static_cast<float>(rows);
    if (rows == 0) return out;
    const auto style = staff_text(t);
    auto even = style;
    even.has_even_digits = true;
    const float time_width = f.text.measure({"88.88", even}).width_px + 4;
    const auto touch = scroll_list(f, "staff.latest", room, {rows, 0, row, true}, [&](std::size_t i, const Rect& place) {
        const auto& arrival = view.latest[i];
        const auto& person = (*view.people)[arrival.person];
        auto rest = place;
        rest.width = room.width;
        fill_rect(*f.list, {rest.x, rest.bottom() - 1, rest.width, 1}, mixed(t.color.surface, t.color.ink, 0.12f));
        cell(f, room, rest.split_right(time_width), clock_of(f, arrival.at), even, t.color.quiet, TextAlign::right);
        rest.split_right(t.mm(3));
        cell(f, room, rest.split_left(std::floor(rest.width * 0.54f)), person.name, staff_strong(t), t.color.ink);
        rest.split_left(t.mm(3));
        cell(f, room, rest, person.organisation.empty() ? "–" : person.organisation, style, t.color.quiet);
    });
    if (touch.tapped) out.push_back(PersonOpened{(*view.people)[view.latest[*touch.tapped].person].id, f.now});
    return out;
}

Events draw_side(const State& state, const Frame& f, Rect room, float gap) {
    const auto needs = needs_of(state, f);
    auto out = draw_needs(f, room, needs, gap);
    const auto style = staff_text(f.theme);
    const auto& text = f.words[Msg::staff_all_well];
    const float height = f.text.measure({text, style, room.width - f.theme.mm(22)}).height_px + f.theme.mm(7);
    if (needs.empty() && height <= room.height) {
        const auto card = room.split_top(height);
        room.split_top(gap);
        staff_card(f, card);
        const float icon = f.theme.mm(6);
        draw_sign(*f.list, Icon::tick, {card.x + f.theme.mm(5), card.middle().y - icon / 2, icon, icon}, f.theme.color.ink);
        draw_text(f, {card.x + f.theme.mm(15), card.y, card.width - f.theme.mm(20), card.height}, text, style, f.theme.color.ink,
                  {.min_scale = 0.7, .is_centred = true, .is_staff = true});
    }
    append(out, draw_latest(*state.live, f, room));
    return out;
}

/// What draw_side would use, if it may.
float side_height(const State& state, const Frame& f, float width, float gap) {
    const auto needs = needs_of(state, f);
    float height = latest_height(*state.live, f);
    for (const auto& need : needs) height += need_height(f, width, need) + gap;
    return needs.empty() ? height + f.theme.mm(18) + gap : height;
}

void draw_charts(const LiveView& view, const Frame& f, Rect room, float gap) {
    const auto style = staff_text(f.theme);
    const float sector_rows =
        static_cast<float>(view.sectors.size()) * style.size_px * 1.6f + style.size_px * 1.25f + f.theme.mm(12);
    const float min_chart_px = std::min(style.size_px * 10, room.height * 0.5f);
    const float sectors = std::min(sector_rows, room.height - gap - min_chart_px);
    const bool has_sectors = !view.sectors.empty() && sectors > style.size_px * 4.5f;
    if (has_sectors) {
        draw_sectors(view, f, room.split_bottom(sectors));
        room.split_bottom(gap);
    }
    if (room.height > style.size_px * 5.5f) draw_arrivals(view, f, room);
}

}  // namespace

Events draw_page(const OverviewPage& /*page*/, const Staff& staff, const State& state, const Frame& f) {
    auto [room, out] = staff_body(staff, state, f);
    const auto& t = f.theme;
    const float gap = t.mm(5);
    if (state.live == nullptr) {
        append(out, draw_needs(f, room, needs_of(state, f), gap));
        draw_text(f, room, f.words[Msg::staff_counting], staff_text(t), t.color.quiet, {.is_staff = true});
        return out;
    }
    draw_numbers(f, room.split_top(numbers_height(f, room.width, gap)), numbers_of(state, f), gap);
    room.split_top(gap);
    // In portrait the charts take what the lists below do not need.
    const float free = room.height - gap - side_height(state, f, room.width, gap);
    const auto charts = t.is_portrait() ? room.split_top(std::floor(std::max(room.height * 0.52f, free)))
                                        : room.split_left(std::floor(room.width * 0.61f));
    t.is_portrait() ? room.split_top(gap) : room.split_left(gap);
    draw_charts(*state.live, f, charts, gap);
    append(out, draw_side(state, f, room, gap));
    return out;
}

}  // namespace entre
