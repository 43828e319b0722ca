// "Vilken skrivare?": the queues and the printers that have none yet, where badges come out, what is in the printer, and a badge
// to try it.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/setup/parts.hpp"
#include "kiosk/ui/scroll_list.hpp"
#include "kiosk/ui/shapes.hpp"

namespace entre::setup {

namespace {

constexpr TextOptions data_line{.max_lines = 1, .min_scale = 0.6, .is_centred = true, .is_data = true, .is_staff = true};

Msg line_of(const FoundPrinter& printer, bool is_being_added) {
    if (is_being_added) return Msg::setup_printer_adding;
    if (printer.queue.empty()) return printer.is_network ? Msg::setup_printer_new_network : Msg::setup_printer_new_here;
    return printer.is_network ? Msg::setup_printer_network : Msg::setup_printer_here;
}

void draw_printer(const PrinterScreen& s, const Frame& f, std::size_t i, const Rect& place) {
    const auto& t = f.theme;
    auto inner = place.inset(t.mm(5), t.mm(2.5));
    if (s.chosen == i) draw_icon(*f.list, Icon::tick, inner.split_right(t.mm(8)), t.color.accent);
    draw_text(f, inner.split_top(inner.height / 2), s.printers[i].name, strong_style(t), t.color.ink, data_line);
    const bool is_added = s.adding != 0 && s.added == i;
    draw_text(f, inner, f.words[line_of(s.printers[i], is_added)], line_style(t), is_added ? t.color.accent : t.color.quiet,
              data_line);
}

/// Cards that can be tapped; more than fit are a list that scrolls.
Events draw_printers(const PrinterScreen& s, const Frame& f, Rect room) {
    const auto& t = f.theme;
    Events out;
    if (s.printers.empty()) {
        const auto text = s.is_searching ? Msg::setup_printer_searching : Msg::setup_no_printers;
        draw_text(f, room, f.words[text], t.type.sentence, t.color.ink, {.min_scale = 0.5, .is_staff = true});
        return out;
    }
    const float row = t.tap, gap = t.tap_gap;
    const auto fitting = std::max<std::size_t>(1, static_cast<std::size_t>((room.height + gap) / (row + gap)));
    const bool can_tap = s.adding == 0 && s.printing == 0;
    if (s.printers.size() > fitting) {
        room.height = static_cast<float>(fitting) * (row + gap) - gap;
        const auto touch =
            scroll_list(f, "printers", room, {s.printers.size(), s.top, row + gap, can_tap}, [&](std::size_t i, const Rect& at) {
                const Rect place{at.x, at.y, at.width, row};
                if (place.y < room.y - 1 || place.bottom() > room.bottom() + 1) return;
                fill_rect(*f.list, place, t.color.surface, t.radius);
                stroke_rect(*f.list, place, s.chosen == i ? t.color.accent : t.color.edge, t.radius,
                            s.chosen == i ? t.edge_px * 2.5f : t.edge_px);
                draw_printer(s, f, i, place);
            });
        if (touch.top) out.push_back(Scrolled{*touch.top});
        if (touch.tapped) out.push_back(PrinterChosen{*touch.tapped});
        return out;
    }
    for (std::size_t i = 0; i < s.printers.size(); ++i) {
        const auto place = room.split_top(row);
        room.split_top(gap);
        if (draw_choice_card(f, "printer." + std::to_string(i), place, s.chosen == i)) out.push_back(PrinterChosen{i});
        draw_printer(s, f, i, place);
    }
    return out;
}

/// Whether more printers are looked for, or why there are no more. Takes its height off `room`.
void draw_search(const PrinterScreen& s, const Frame& f, Rect& room) {
    const auto& t = f.theme;
    const auto& w = f.words;
    const auto line = s.search_problem                        ? w.say(*s.search_problem)
                      : s.is_denied                           ? w[Msg::setup_printer_denied]
                      : s.is_searching && !s.printers.empty() ? w[Msg::setup_printer_searching]
                                                              : std::string{};
    if (line.empty()) return;
    const auto style = line_style(t);
    const float height = std::min(room.height * 0.4f, std::ceil(f.text.measure({line, style, room.width}).height_px));
    draw_text(f, room.split_bottom(height), line, style, s.search_problem ? t.color.on_notice : t.color.quiet,
              {.min_scale = 0.6, .is_staff = true});
    room.split_bottom(t.tap_gap);
}

Events draw_sides(const PrinterScreen& s, const Frame& f, const Rect& room) {
    const auto& w = f.words;
    return draw_row(f, room,
                    {{"printer.left", w[Msg::setup_side_left], SideChosen{Side::left}, s.side == Side::left},
                     {"printer.above", w[Msg::setup_side_above], SideChosen{Side::above}, s.side == Side::above},
                     {"printer.below", w[Msg::setup_side_below], SideChosen{Side::below}, s.side == Side::below},
                     {"printer.right", w[Msg::setup_side_right], SideChosen{Side::right}, s.side == Side::right}});
}

std::string mm(double length) { return std::to_string(std::lround(length)); }

std::string test_line(const PrinterScreen& s, const Frame& f) {
    const auto& w = f.words;
    const auto roll = s.roll.value_or(PrinterRoll{});
    if (s.adding != 0) return w[Msg::setup_printer_adding];
    switch (s.test) {
        case TestBadge::none:
            if (s.problem) return w.say(*s.problem);
            return w[s.chosen ? Msg::setup_test_hint : Msg::setup_test_no_printer];
        case TestBadge::printing:
            return w[Msg::setup_test_printing];
        case TestBadge::printed:
            return w[Msg::setup_test_asked];
        case TestBadge::failed:
            return s.problem ? w.staff_line(s.problem->code) : w[Msg::setup_test_nothing];
        case TestBadge::was_whole:
            return w[Msg::setup_test_good];
        case TestBadge::was_wrong_size:
            return w.filled(Msg::setup_test_size, {mm(roll.badge_width_mm), mm(roll.badge_height_mm)});
        case TestBadge::did_not_come:
            break;
    }
    return w[Msg::setup_test_nothing];
}

bool is_amber(const PrinterScreen& s) {
    if (s.adding != 0) return false;
    return s.test == TestBadge::failed || s.test == TestBadge::was_wrong_size || s.test == TestBadge::did_not_come ||
           (s.test == TestBadge::none && s.problem);
}

/// Empty where nothing is known.

/// What is in the printer, above the test. Takes its height off `room`.
void draw_roll(const PrinterScreen& s, const Frame& f, Rect& room) {
    const auto& t = f.theme;
    const auto line = s.roll && s.adding == 0 ? roll_line(*s.roll, f) : std::string{};
    if (line.empty()) return;
    const bool is_good = s.roll->how == PrinterRoll::How::fits, is_plain = s.roll->how == PrinterRoll::How::must_be_put_in;
    const auto style = line_style(t);
    const float height = std::max(t.mm(8), std::ceil(f.text.measure({line, style, room.width - t.mm(12)}).height_px));
    auto place = room.split_top(height);
    room.split_top(t.mm(6));
    const auto sign = place.split_left(t.mm(8));
    place.split_left(t.mm(4));
    draw_sign(*f.list, is_good ? Icon::tick : Icon::info, {sign.x, sign.middle().y - t.mm(4), t.mm(8), t.mm(8)},
              is_good    ? t.color.accent
              : is_plain ? t.color.quiet
                         : t.color.on_notice);
    draw_text(f, place, line, style, is_good || is_plain ? t.color.ink : t.color.on_notice,
              {.align = TextAlign::left, .min_scale = 0.6, .is_centred = true, .is_staff = true});
}

/// A badge that hangs out of a printer's slot, what there is to say about it, and the buttons.
Events draw_test(const PrinterScreen& s, const Frame& f, const Rect& place) {
    const auto& t = f.theme;
    const auto& w = f.words;
    Events out;
    draw_card(f, {place}, t.color.surface, t.color.edge);
    auto room = place.inset(t.mm(8));
    const bool is_asked = s.test == TestBadge::printed;
    const auto buttons = room.split_bottom(t.tap);
    room.split_bottom(t.mm(4));
    draw_roll(s, f, room);
    auto style = t.type.sentence;
    style.weight = Weight::semibold;
    style.leading = 1.25f;
    const auto text = test_line(s, f);
    const float words = std::min(room.height * 0.6f, f.text.measure({text, style, room.width}).height_px);
    draw_text(f, room.split_bottom(words), text, style, is_amber(s) ? t.color.on_notice : t.color.ink,
              {.align = TextAlign::middle, .min_scale = 0.5, .is_centred = true, .is_data = true, .is_staff = true});
    room.split_bottom(t.mm(5));
    if (room.height > t.mm(30)) {
        const float width = std::min(room.width * 0.6f, room.height * 1.5f), x = room.middle().x - width / 2;
        fill_rect(*f.list, {x - t.mm(6), room.y, width + t.mm(12), t.mm(4)}, t.color.frame, t.mm(2));
        const Rect paper{x, room.y + t.mm(3), width, std::min(width * 0.62f, room.height - t.mm(3))};
        if (t.color.has_shadow) soft_shadow(*f.list, paper, t.mm(1), t.mm(5), t.color.ink, 0.14f);
        fill_rect(*f.list, paper, t.color.paper, t.mm(1));
        stroke_rect(*f.list, paper, t.color.edge, t.mm(1), t.edge_px);
        auto name = t.type.title;
        name.size_px = paper.width * 0.11f;
        // It is a picture of paper, as the badge on the visitors' screens.
        f.text.draw(*f.list, {paper.x + paper.width * 0.09f, paper.y + paper.height * 0.2f},
                    {"Maximiliana\nHohenstauffen", name, paper.width * 0.85f, 2}, t.color.on_paper);
    }
    if (is_asked)
        append(
            out,
            draw_row(f, buttons,
                     {{"test.yes", w[Msg::setup_test_yes], TestAnswered{TestBadge::was_whole}, false, true, ButtonKind::primary},
                      {"test.size", w[Msg::setup_test_wrong_size], TestAnswered{TestBadge::was_wrong_size}},
                      {"test.nothing", w[Msg::setup_test_not_out], TestAnswered{TestBadge::did_not_come}}}));
    else
        append(out, draw_row(f, buttons,
                             {{"test.print", w[s.test == TestBadge::none ? Msg::setup_test_print : Msg::setup_test_again],
                               TestChosen{}, false, s.chosen.has_value() && s.saving == 0 && s.printing == 0 && s.adding == 0,
                               s.test == TestBadge::none ? ButtonKind::primary : ButtonKind::quiet}}));
    return out;
}

}  // namespace

std::string roll_line(const PrinterRoll& roll, const Frame& f) {
    const auto& w = f.words;
    const auto width = mm(roll.width_mm), height = mm(roll.height_mm);
    const auto badge_width = mm(roll.badge_width_mm), badge_height = mm(roll.badge_height_mm);
    switch (roll.how) {
        case PrinterRoll::How::unknown:
            break;
        case PrinterRoll::How::fits:
            return w.filled(Msg::setup_roll_fits, {width, height});
        case PrinterRoll::How::is_other:
            return w.filled(Msg::setup_roll_other, {width, height, badge_width, badge_height});
        case PrinterRoll::How::must_be_put_in:
            return w.filled(Msg::setup_roll_put_in, {badge_width, badge_height});
        case PrinterRoll::How::has_no_such:
            return w.filled(Msg::setup_roll_none, {badge_width, badge_height});
    }
    return {};
}

Events draw_screen(const PrinterScreen& s, const State& state, const Frame& f) {
    const auto& t = f.theme;
    const auto& w = f.words;
    auto [room, out] = draw_page(state, f,
                                 {.title = w[Msg::setup_printer_title],
                                  .hint = t.scale < 0.9 ? std::string_view{} : std::string_view(w[Msg::setup_printer_hint]),
                                  .next = w[Msg::setup_next],
                                  .is_next_enabled = s.is_read && s.saving == 0 && s.printing == 0 && s.adding == 0});
    if (!s.is_read) {
        draw_text(f, room, w[Msg::common_moment], t.type.sentence, t.color.ink, {.is_staff = true});
        return out;
    }
    auto [choice, test] = in_two(f, room, t.is_portrait() ? 0.52f : 0.5f);
    if (s.chosen) {
        append(out, draw_sides(s, f, choice.split_bottom(t.staff_tap)));
        choice.split_bottom(t.mm(2));
        draw_text(f, choice.split_bottom(std::ceil(line_style(t).size_px * 1.4f)), w[Msg::setup_side_title], line_style(t),
                  t.color.quiet, {.max_lines = 1, .min_scale = 0.6, .is_staff = true});
        choice.split_bottom(t.mm(4));
    }
    const auto more = choice.split_bottom(t.staff_tap);
    choice.split_bottom(t.tap_gap);
    const bool is_free = s.printing == 0 && s.adding == 0;
    append(out, draw_row(f, more,
                         {{"printer.again", w[Msg::setup_printer_again], PrintersSought{}, false, is_free && !s.is_searching},
                          {"printer.none", w[Msg::setup_printer_none], PrinterChosen{std::nullopt}, !s.chosen, is_free}}));
    draw_search(s, f, choice);
    append(out, draw_printers(s, f, choice));
    append(out, draw_test(s, f, test));
    return out;
}

}  // namespace entre::setup
