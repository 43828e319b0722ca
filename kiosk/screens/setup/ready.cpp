// How people without codes are recognised, and the checklist.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/setup/parts.hpp"
#include "kiosk/ui/shapes.hpp"

namespace entre::setup {

namespace {

/// A card of the choice.
struct RecognitionCard {
    Recognition how;
    Msg title, line;
    std::string_view id;
};

void draw_recognition(const Frame& f, const Rect& place, const RecognitionCard& card) {
    const auto& t = f.theme;
    auto room = place.inset(t.mm(7), t.mm(5));
    auto title = t.type.sentence;
    title.weight = Weight::bold;
    column(f, room,
           {{f.words[card.title], title, t.color.ink, 0, {.max_lines = 2, .min_scale = 0.7, .is_staff = true}, 0},
            {f.words[card.line], line_style(t), t.color.quiet, t.mm(2), {.min_scale = 0.7, .is_staff = true}, 0}});
}

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
        case CheckKind::camera:
            return Msg::setup_check_camera;
        case CheckKind::staff_pin:
            return Msg::setup_check_pin;
        case CheckKind::clock:
            break;
    }
    return Msg::setup_check_day;
}

std::string line_of(const CheckRow& row, const Frame& f) {
    const auto& w = f.words;
    const auto number = [](std::int64_t n) { return std::to_string(n); };
    switch (row.kind) {
        case CheckKind::list:
            if (row.count == 0) return w[Msg::setup_check_no_list];
            return row.count == 1 ? w[Msg::setup_expected_one] : w.filled(Msg::setup_expected, {number(row.count)});
        case CheckKind::codes:
            if (row.health != Health::good) return w[Msg::setup_check_staff_only];
            return w[row.count > 0 ? Msg::setup_check_codes_good : Msg::setup_check_names];
        case CheckKind::badge:
            return row.health == Health::good ? w.filled(Msg::setup_check_badge_good, {number(row.count), number(row.other)})
                                              : w[Msg::setup_check_badge_bad];
        case CheckKind::printer:
            if (row.name.empty()) return w[Msg::setup_check_no_printer];
            return row.name + ": " +
                   (row.fault == PrinterFault::none ? w[Msg::setup_check_printer_good] : w.staff_line(row.fault));
        case CheckKind::camera:
            return w[row.health == Health::good ? Msg::setup_check_camera_good : Msg::setup_check_camera_bad];
        case CheckKind::staff_pin:
            return w[row.count > 0 ? Msg::setup_check_pin_set : Msg::setup_check_pin_later];
        case CheckKind::clock:
            break;
    }
    if (row.health != Health::good) return w[Msg::setup_check_day_over];
    const auto day = row.other == 0   ? w[Msg::setup_check_day_today]
                     : row.other == 1 ? w[Msg::setup_check_day_tomorrow]
                                      : w.filled(Msg::setup_check_day_later, {number(row.other)});
    return row.opens ? w.filled(Msg::setup_check_day_doors, {day, w.time(*row.opens)}) : day;
}

/// The step that can mend it; nullopt where nothing on a screen of the assistant can.
std::optional<StepOf> step_for(const CheckRow& row) {
    if (row.health == Health::good) return std::nullopt;
    if (row.kind == CheckKind::list) return StepOf::list;
    if (row.kind == CheckKind::codes) return StepOf::recognise;
    if (row.kind == CheckKind::clock) return StepOf::seminar;
    if (row.kind == CheckKind::printer) return StepOf::printer;
    return StepOf::ready;  // look again: a camera that was plugged in
}

Events draw_check(const CheckRow& row, std::size_t index, const Frame& f, Rect place) {
    const auto& t = f.theme;
    const auto& w = f.words;
    Events out;
    const float side = std::min(t.mm(9), place.height * 0.6f),
                name_width = std::floor(place.width * (t.is_portrait() ? 0.3f : 0.22f));
    auto sign = place.split_left(side);
    place.split_left(t.mm(5));
    const Rgb color = row.health == Health::good     ? t.color.found
                      : row.health == Health::notice ? t.color.on_notice
                                                     : t.color.stop;
    draw_sign(*f.list, row.health == Health::good ? Icon::tick : Icon::info, {sign.x, sign.middle().y - side / 2, side, side},
              t.color.has_heavy_edges ? t.color.ink : color);
    if (const auto step = step_for(row)) {
        const auto label = w[*step == StepOf::ready ? Msg::setup_check_again : Msg::setup_check_mend];
        const auto button_place =
            place.split_right(std::ceil(std::max(t.staff_tap * 1.4f, button_width(f, label, t.staff_tap, {.is_staff = true}))));
        place.split_right(t.mm(3));
        const float height = std::min(t.staff_tap, place.height - t.tap_gap);
        const Rect inside{button_place.x, std::round(button_place.middle().y - height / 2), button_place.width, height};
        if (button(f, paper_backdrop(t), "ready.mend." + std::to_string(index), inside, label, {.is_staff = true}))
            out.push_back(StepChosen{*step});
    }
    const TextOptions how{.max_lines = 2, .min_scale = 0.6, .is_centred = true, .is_data = true, .is_staff = true};
    const auto name = place.split_left(name_width);
    place.split_left(t.mm(3));
    draw_text(f, name, w[name_of(row.kind)], strong_style(t), t.color.ink,
              {.max_lines = 1, .min_scale = 0.6, .is_centred = true, .is_staff = true});
    draw_text(f, place, line_of(row, f), line_style(t), row.health == Health::good ? t.color.quiet : t.color.on_notice, how);
    return out;
}

}  // namespace

Events draw_screen(const RecogniseScreen& s, const State& state, const Frame& f) {
    const auto& t = f.theme;
    const auto& w = f.words;
    auto [room, out] = draw_page(state, f,
                                 {.title = w[Msg::setup_recognise_title],
                                  .hint = w[Msg::setup_recognise_hint],
                                  .next = w[Msg::setup_next],
                                  .is_next_enabled = s.saving == 0});
    if (s.problem) room.split_top(draw_problem(f, room, w.say(*s.problem)) + t.mm(5));
    const RecognitionCard cards[] = {{Recognition::by_name, Msg::setup_by_name, Msg::setup_by_name_line, "recognise.name"},
                                     {Recognition::by_staff, Msg::setup_by_staff, Msg::setup_by_staff_line, "recognise.staff"}};
    const float gap = std::max(t.tap_gap, t.mm(8));
    const bool is_stacked = t.is_portrait();
    const float height = std::min(is_stacked ? (room.height - gap) / 2 : room.height, t.mm(is_stacked ? 66 : 62));
    const float width = is_stacked ? room.width : std::floor((room.width - gap) / 2);
    for (std::size_t i = 0; i < 2; ++i) {
        const auto at = static_cast<float>(i);
        const Rect place{is_stacked || i == 0 ? room.x : room.right() - width,
                         is_stacked ? std::floor(room.y + at * (height + gap)) : room.y, width, std::floor(height)};
        if (draw_choice_card(f, cards[i].id, place, s.chosen == cards[i].how)) out.push_back(RecognitionChosen{cards[i].how});
        draw_recognition(f, place, cards[i]);
    }
    return out;
}

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
                                  .left = {{"setup.to_start", w[Msg::setup_to_start], LeaveChosen{}}}});
    if (!s.is_read) return out;
    const auto row_height = [&](std::size_t rows) {
        return std::min(std::floor((room.height - t.mm(6)) / static_cast<float>(rows)),
                        std::max(t.staff_tap + t.tap_gap, t.mm(22)));
    };
    // On a very small screen only what is left to do is shown.
    auto rows = s.rows;
    if (left > 0 && row_height(rows.size()) < t.staff_tap)
        std::erase_if(rows, [](const CheckRow& row) { return row.health == Health::good; });
    const float row = row_height(rows.size());
    const Rect card{room.x, room.y, room.width, row * static_cast<float>(rows.size()) + t.mm(6)};
    draw_card(f, {card}, t.color.surface, t.color.edge);
    auto inner = card.inset(t.mm(6), t.mm(3));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto place = inner.split_top(row);
        if (i > 0) fill_rect(*f.list, {place.x, place.y, place.width, 1}, mixed(t.color.surface, t.color.ink, 0.12f));
        append(out, draw_check(rows[i], i, f, place));
    }
    return out;
}

}  // namespace entre::setup
