// The checklist before the door opens, and practising first.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/setup/parts.hpp"
#include "kiosk/ui/shapes.hpp"

namespace entre::setup {

namespace {

Msg name_of(CheckKind kind) {
    switch (kind) {
        case CheckKind::list:
            return Msg::setup_check_list;
        case CheckKind::codes:
            return Msg::setup_check_codes;
        case CheckKind::badge:
            return Msg::setup_check_badge;
        case CheckKind::printer:
            return Msg::setup_check_printer;
        case CheckKind::labels:
            return Msg::setup_check_labels;
        case CheckKind::camera:
            return Msg::setup_check_camera;
        case CheckKind::queue:
            return Msg::setup_check_queue;
        case CheckKind::staff_pin:
            return Msg::setup_check_pin;
        case CheckKind::phones:
            return Msg::setup_check_phones;
        case CheckKind::sound:
            return Msg::setup_check_sound;
        case CheckKind::day:
            return Msg::setup_check_day;
        case CheckKind::time:
            return Msg::setup_check_time;
        case CheckKind::power:
            return Msg::setup_check_power;
        case CheckKind::sleep:
            return Msg::setup_check_sleep;
        case CheckKind::updates:
            return Msg::setup_check_updates;
        case CheckKind::copies:
            return Msg::setup_check_copies;
        case CheckKind::disk:
            break;
    }
    return Msg::setup_check_disk;
}

std::string number(std::int64_t n) { return std::to_string(n); }

std::string badge_line(const CheckRow& row, const Language& w) {
    if (row.unprintable == 1) return w[Msg::setup_check_badge_letters_one];
    if (row.unprintable > 1) return w.filled(Msg::setup_check_badge_letters, {number(row.unprintable)});
    if (row.health != Health::good) return w[Msg::setup_check_badge_bad];
    return w.filled(Msg::setup_check_badge_names, {number(row.count), number(row.other)});
}

std::string day_line(const CheckRow& row, const Language& w) {
    if (row.health != Health::good) return w[Msg::setup_check_day_over];
    const auto day = row.other == 0   ? w[Msg::setup_check_day_today]
                     : row.other == 1 ? w[Msg::setup_check_day_tomorrow]
                                      : w.filled(Msg::setup_check_day_later, {number(row.other)});
    if (!row.time) return day;
    return w.filled(row.other == 0 ? Msg::setup_check_day_doors : Msg::setup_check_day_closed, {day, w.time(*row.time)});
}

std::string camera_line(const CheckRow& row, const Language& w) {
    if (row.count == 0) return w[Msg::setup_check_camera_off];
    return w[row.health == Health::good ? Msg::setup_check_camera_good : Msg::setup_check_camera_bad];
}

std::string time_line(const CheckRow& row, const Language& w) {
    const auto time = row.time ? w.time(*row.time) : std::string{};
    if (!row.name.empty()) return w.filled(Msg::setup_check_time_zone, {time, row.name});
    return w.filled(row.health == Health::good ? Msg::setup_check_time_good : Msg::setup_check_time_own, {time});
}

/// "45 s", "4 min": whole minutes, rounded up.
std::string wait_of(std::int64_t seconds) { return seconds < 60 ? number(seconds) + " s" : number((seconds + 59) / 60) + " min"; }

std::string waits_line(const QueueForecast& queue, bool is_good, const Language& w) {
    const auto wait = wait_of(queue.wait_s);
    if (is_good) return w.filled(Msg::setup_check_queue_good, {wait});
    if (!queue.enough) return w.filled(Msg::setup_check_queue_long, {wait});
    return w.filled(Msg::setup_check_queue_more, {wait, std::to_string(*queue.enough), wait_of(queue.enough_wait_s)});
}

std::string queue_line(const QueueForecast& queue, bool is_good, const Language& w) {
    const auto waits = waits_line(queue, is_good, w);
    if (queue.measured_visits == 0) return waits;
    const auto where = queue.is_measured_here ? Msg::setup_check_queue_here : Msg::setup_check_queue_earlier;
    return waits + " " + w.filled(where, {number(queue.measured_visits)});
}

std::string line_of(const CheckRow& row, const Frame& f) {
    const auto& w = f.words;
    const bool is_good = row.health == Health::good;
    switch (row.kind) {
        case CheckKind::list:
            if (row.count == 0) return w[Msg::setup_check_no_list];
            return row.count == 1 ? w[Msg::setup_expected_one] : w.filled(Msg::setup_expected, {number(row.count)});
        case CheckKind::codes:
            if (!is_good) return w[Msg::setup_check_staff_only];
            return w[row.count > 0 ? Msg::setup_check_codes_good : Msg::setup_check_names];
        case CheckKind::badge:
            return badge_line(row, w);
        case CheckKind::printer:
            if (row.name.empty()) return w[Msg::setup_check_no_printer];
            return row.name + ": " +
                   (row.fault == PrinterFault::none ? w[Msg::setup_check_printer_good] : w.staff_line(row.fault));
        case CheckKind::labels:
            if (row.roll) return roll_line(*row.roll, f);
            return is_good ? w.filled(Msg::setup_check_labels_good, {number(row.count)})
                           : w.filled(Msg::setup_check_labels_few, {number(row.count), number(row.other)});
        case CheckKind::camera:
            return camera_line(row, w);
        case CheckKind::queue:
            return queue_line(row.queue.value_or(QueueForecast{}), is_good, w);
        case CheckKind::staff_pin:
            return w[row.count > 0 ? Msg::setup_check_pin_set : Msg::setup_check_pin_later];
        case CheckKind::phones:
            return w[row.count > 0 ? Msg::setup_check_phones_on : Msg::setup_check_phones_off];
        case CheckKind::sound:
            return w[is_good ? Msg::setup_check_sound_good : Msg::setup_check_sound_none];
        case CheckKind::day:
            return day_line(row, w);
        case CheckKind::time:
            return time_line(row, w);
        case CheckKind::power:
            return is_good ? w[Msg::setup_check_power_good] : w.filled(Msg::setup_check_power_battery, {number(row.count)});
        case CheckKind::sleep:
            return w[is_good ? Msg::setup_check_sleep_good : Msg::setup_check_sleep_bad];
        case CheckKind::updates:
            return w[is_good ? Msg::setup_check_updates_good : Msg::setup_check_updates_bad];
        case CheckKind::copies:
            return w[is_good ? Msg::setup_check_copies_good : Msg::setup_check_copies_gone];
        case CheckKind::disk:
            break;
    }
    return w[Msg::setup_check_disk_full];
}

/// The step that can fix it; nullopt where nothing on a screen of the assistant can.
std::optional<StepOf> step_for(const CheckRow& row) {
    if (row.health == Health::good || row.kind == CheckKind::queue) return std::nullopt;
    switch (row.kind) {
        case CheckKind::list:
            return StepOf::list;
        case CheckKind::codes:
            return StepOf::recognise;
        case CheckKind::printer:
            return StepOf::printer;
        case CheckKind::labels:
            return row.roll ? StepOf::printer : StepOf::ready;
        case CheckKind::camera:
            return StepOf::camera;
        case CheckKind::staff_pin:
        case CheckKind::phones:
        case CheckKind::sound:
            return StepOf::staff;
        case CheckKind::day:
            return StepOf::seminar;
        case CheckKind::time:
            return row.name.empty() ? StepOf::ready : StepOf::seminar;
        case CheckKind::badge:
        case CheckKind::queue:
        case CheckKind::power:
        case CheckKind::sleep:
        case CheckKind::updates:
        case CheckKind::copies:
        case CheckKind::disk:
            break;
    }
    return StepOf::ready;  // look again: a cable that was plugged in
}

/// On a small screen the lines are long before the letters are.
TextStyle row_style(const Frame& f, Weight weight = Weight::regular) {
    auto style = line_style(f.theme);
    if (weight != Weight::regular) style.weight = weight;
    if (f.theme.scale < 0.9 && !f.theme.is_text_large) style.size_px *= 0.86f;
    return style;
}

Events draw_check(const CheckRow& row, std::size_t index, const Frame& f, Rect place) {
    const auto& t = f.theme;
    const auto& w = f.words;
    Events out;
    const float side = std::min(t.mm(9), place.height * 0.6f),
                name_width = std::floor(place.width * (t.is_portrait() ? 0.3f : 0.24f));
    auto sign = place.split_left(side);
    place.split_left(t.mm(5));
    const Rgb color = row.health == Health::good     ? t.color.found
                      : row.health == Health::notice ? t.color.on_notice
                                                     : t.color.stop;
    draw_sign(*f.list, row.health == Health::good ? Icon::tick : Icon::info, {sign.x, sign.middle().y - side / 2, side, side},
              t.color.has_heavy_edges ? t.color.ink : color);
    if (const auto step = step_for(row)) {
        const bool is_clock = row.kind == CheckKind::time && *step == StepOf::ready;
        const auto label = w[is_clock                 ? Msg::setup_check_time_right
                             : *step == StepOf::ready ? Msg::setup_check_again
                                                      : Msg::setup_check_fix];
        const auto button_place =
            place.split_right(std::ceil(std::max(t.staff_tap * 1.4f, button_width(f, label, t.staff_tap, {.is_staff = true}))));
        place.split_right(t.mm(3));
        const float height = std::min(t.staff_tap, place.height - t.tap_gap);
        const Rect inside{button_place.x, std::round(button_place.middle().y - height / 2), button_place.width, height};
        if (button(f, paper_backdrop(t), "ready.fix." + std::to_string(index), inside, label, {.is_staff = true}))
            out.push_back(is_clock ? Event{ClockConfirmed{}} : StepChosen{*step});
    }
    const TextOptions how{.max_lines = 2, .min_scale = 0.6, .is_centred = true, .is_data = true, .is_staff = true};
    const auto name = place.split_left(name_width);
    place.split_left(t.mm(3));
    draw_text(f, name, w[name_of(row.kind)], row_style(f, Weight::semibold), t.color.ink,
              {.max_lines = 1, .min_scale = 0.6, .is_centred = true, .is_staff = true});
    draw_text(f, place, line_of(row, f), row_style(f), row.health == Health::good ? t.color.quiet : t.color.on_notice, how);
    return out;
}

float height_of(const CheckRow& row, const Frame& f) {
    const auto& t = f.theme;
    const float line = line_style(t).size_px * 1.3f + t.mm(4);
    return std::ceil(step_for(row) ? std::max(t.staff_tap + t.tap_gap, line) : line);
}

float height_of(const std::vector<CheckRow>& rows, const Frame& f) {
    float sum = 0;
    for (const auto& row : rows) sum += height_of(row, f);
    return sum;
}

/// All rows where there is room; otherwise what is in order is named together, the least important first.
Events draw_rows(const ReadyScreen& s, const Frame& f, const Rect& room) {
    const auto& t = f.theme;
    Events out;
    auto rows = s.rows;  // by importance
    std::string others;
    const float more = std::ceil(2 * line_style(t).size_px * 1.3f), available = room.height - t.mm(6);
    while (height_of(rows, f) > available - (others.empty() ? 0 : more)) {
        const auto last = std::find_if(rows.rbegin(), rows.rend(), [](const auto& row) { return row.health == Health::good; });
        if (last == rows.rend()) break;
        auto name = f.words[name_of(last->kind)];
        others = others.empty() ? name : name + ", " + others;
        rows.erase(std::next(last).base());
    }
    // What is still too much comes up when the first rows are done; the title says how many there are.
    while (rows.size() > 1 && height_of(rows, f) > available - (others.empty() ? 0 : more)) rows.pop_back();
    const float rest = others.empty() ? 0 : more;
    const float stretch = std::min(1.35f, (available - rest) / std::max(1.0f, height_of(rows, f)));
    draw_card(f, {{room.x, room.y, room.width, std::floor(height_of(rows, f) * stretch + rest + t.mm(6))}}, t.color.surface,
              t.color.edge);
    auto inner = room.inset(t.mm(6), t.mm(3));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto place = inner.split_top(std::floor(height_of(rows[i], f) * stretch));
        if (i > 0) fill_rect(*f.list, {place.x, place.y, place.width, 1}, mixed(t.color.surface, t.color.ink, 0.12f));
        append(out, draw_check(rows[i], i, f, place));
    }
    if (!others.empty())
        draw_text(f, inner.split_top(rest), f.words.filled(Msg::setup_check_more, {others}), line_style(t), t.color.quiet,
                  {.max_lines = 2, .min_scale = 0.6, .is_centred = true, .is_data = true, .is_staff = true});
    return out;
}

Events draw_practice(const Frame& f, const Rect& place) {
    const auto& t = f.theme;
    const auto& w = f.words;
    auto title = t.type.sentence;
    title.weight = Weight::bold;
    const float pad = t.mm(6);
    const float text = f.text.measure({w[Msg::setup_rehearse_line], line_style(t), place.width - 2 * pad}).height_px;
    const float least = title.size_px * 1.4f + t.mm(2 + 6) + t.staff_tap + 2 * pad;
    const bool has_line = place.height >= least + text * 0.75f;
    const float wanted = least + (has_line ? text : 0);
    const Rect card{place.x, place.y, place.width, std::floor(std::min(place.height, wanted))};
    draw_card(f, {card}, t.color.surface, t.color.edge);
    auto room = card.inset(pad);
    auto out = draw_row(f, room.split_bottom(t.staff_tap), {{"ready.rehearse", w[Msg::setup_rehearse], RehearseChosen{}}});
    room.split_bottom(t.mm(4));
    room.split_top(draw_text(f, room, w[Msg::setup_rehearse_title], title, t.color.ink,
                             {.max_lines = 1, .min_scale = 0.6, .is_staff = true}) +
                   t.mm(2));
    if (has_line)
        draw_text(f, room, w[Msg::setup_rehearse_line], line_style(t), t.color.quiet, {.min_scale = 0.5, .is_staff = true});
    return out;
}

}  // namespace

Events draw_screen(const ReadyScreen& s, const State& state, const Frame& f) {
    const auto& t = f.theme;
    const auto& w = f.words;
    const auto left = std::count_if(s.rows.begin(), s.rows.end(), [](const CheckRow& row) { return row.health != Health::good; });
    const auto hint = !s.is_read  ? w[Msg::setup_checking]
                      : left == 0 ? w[Msg::setup_ready_hint]
                      : left == 1 ? w[Msg::setup_ready_one]
                                  : w.filled(Msg::setup_ready_some, {std::to_string(left)});
    auto [room, out] = draw_page(state, f,
                                 {.title = w[left == 0 ? Msg::setup_ready_title : Msg::setup_almost_title],
                                  .hint = hint,
                                  .next = w[Msg::setup_open],
                                  .left = {{"setup.to_start", w[Msg::setup_to_start], LeaveChosen{}},
                                           {"setup.edit", w[Msg::setup_edit], StepChosen{StepOf::seminar}}}});
    if (!s.is_read) return out;
    if (!s.problem.empty()) room.split_top(draw_problem(f, room, s.problem) + t.mm(5));
    const auto practice = t.is_portrait() ? room.split_bottom(t.mm(74))
                                          : room.split_right(std::floor(room.width * (t.scale < 0.9 ? 0.25f : 0.32f)));
    t.is_portrait() ? room.split_bottom(t.mm(8)) : room.split_right(t.mm(8));
    append(out, draw_rows(s, f, room));
    append(out, draw_practice(f, practice));
    return out;
}

}  // namespace entre::setup
