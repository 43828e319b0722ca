// Start: the next seminar large, the others beside it, and a new one.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/setup/parts.hpp"
#include "kiosk/ui/scroll_list.hpp"
#include "kiosk/ui/shapes.hpp"

namespace entre::setup {

namespace {

constexpr TextOptions data_line{.max_lines = 1, .min_scale = 0.6, .is_data = true, .is_staff = true};

/// “I morgon · torsdag 20 maj, 09.00”
std::string day_of(const Frame& f, const SeminarCard& card, std::chrono::year_month_day today) {
    const auto& w = f.words;
    const auto when = w.filled(Msg::setup_when, {w.day(card.starts), w.time(card.starts)});
    const auto days = (std::chrono::sys_days{local_date(card.starts)} - std::chrono::sys_days{today}).count();
    if (days == 0) return w.filled(Msg::setup_today, {when});
    if (days == 1) return w.filled(Msg::setup_tomorrow, {when});
    return days < 0 ? w.filled(Msg::setup_over, {w.date(card.starts)}) : when;
}

std::string count_line(const Frame& f, std::int64_t count, Msg none, Msg one, Msg many) {
    if (count == 0) return f.words[none];
    return count == 1 ? f.words[one] : f.words.filled(many, {std::to_string(count)});
}

std::string people_line(const Frame& f, const SeminarCard& card) {
    if (card.came > 0) return count_line(f, card.came, Msg::setup_no_list, Msg::setup_came_one, Msg::setup_came);
    return count_line(f, card.expected, Msg::setup_no_list, Msg::setup_expected_one, Msg::setup_expected);
}

std::string problem_line(const Frame& f, const SeminarCard& card) {
    return card.problem ? f.words[Msg::setup_unreadable] : std::string{};
}

/// The chosen seminar, with the button that opens its door.
Events draw_chosen(const Frame& f, const Rect& place, const SeminarCard& card, std::chrono::year_month_day today) {
    const auto& t = f.theme;
    Events out;
    draw_card(f, {place}, t.color.surface, t.color.edge);
    auto room = place.inset(t.mm(8));
    const auto go = room.split_bottom(std::max(t.min_primary, t.primary_height * 0.8f));
    room.split_bottom(t.mm(5));
    const ButtonLook look{.kind = ButtonKind::primary, .is_enabled = !card.problem};
    if (button(f, paper_backdrop(t), "start.open", go, f.words[Msg::setup_open], look)) out.push_back(OpenChosen{});
    auto kicker = t.type.kicker;
    const std::string line = card.problem ? problem_line(f, card) : day_of(f, card, today);
    const TextOptions how{.max_lines = 3, .min_scale = 0.45, .is_data = true, .is_staff = true};
    column(f, room,
           {{line,
             kicker,
             card.problem ? t.color.on_notice : t.color.accent,
             0,
             {.max_lines = 2, .min_scale = 0.7, .is_data = true, .is_staff = true},
             0},
            {card.name, t.type.title, t.color.ink, t.mm(2), how, 0},
            {card.venue, line_style(t), t.color.quiet, t.mm(2), data_line, 2},
            {card.problem ? std::string{} : people_line(f, card), strong_style(t), t.color.ink, t.mm(4), data_line, 1}});
    return out;
}

void draw_other(const Frame& f, const Rect& list, const Rect& row, const SeminarCard& card) {
    const auto& c = f.theme.color;
    const auto line = card.problem ? problem_line(f, card)
                                   : f.words.filled(Msg::setup_card_line, {f.words.date(card.starts), people_line(f, card)});
    draw_card_row(f, list, row, {card.name, line, c.edge, card.problem ? c.on_notice : c.quiet});
}

/// The others, the new one and the copy, from the top of `room`.
Events draw_side(const StartScreen& s, const Frame& f, Rect room) {
    const auto& t = f.theme;
    const auto& w = f.words;
    Events out;
    std::vector<std::size_t> others;
    for (std::size_t i = 0; i < s.cards.size(); ++i)
        if (i != s.chosen || s.is_copying) others.push_back(i);
    const float button_height = t.tap, row = card_row_height(f);
    const bool can_copy = !s.cards.empty();
    const int count = s.is_copying ? 1 : can_copy ? 3 : 2;
    const float buttons = static_cast<float>(count) * (button_height + t.tap_gap) - t.tap_gap;
    const float wanted = row * static_cast<float>(others.size());
    auto list = room.split_top(std::max(0.0f, std::min(wanted, room.height - buttons)));
    if (!others.empty() && list.height >= row) {
        // Whole rows only: the list ends where the next button begins.
        list.height = std::floor(list.height / row) * row - t.tap_gap;  // below the last card
        const auto touch = scroll_list(f, "start.others", list, {others.size(), s.top, row},
                                       [&](std::size_t i, const Rect& place) { draw_other(f, list, place, s.cards[others[i]]); });
        if (touch.top) out.push_back(Scrolled{*touch.top});
        if (touch.tapped) out.push_back(CardChosen{others[*touch.tapped]});
    }
    room.y = list.bottom() + (others.empty() ? 0 : t.tap_gap);
    const auto backdrop = paper_backdrop(t);
    if (s.is_copying) {
        if (button(f, backdrop, "start.no_copy", room.split_top(button_height), w[Msg::staff_cancel], {.is_staff = true}))
            out.push_back(BackChosen{});
        return out;
    }
    if (button(f, backdrop, "start.new", room.split_top(button_height), w[Msg::setup_new], {.is_staff = true}))
        out.push_back(NewChosen{});
    room.split_top(t.tap_gap);
    if (can_copy && button(f, backdrop, "start.copy", room.split_top(button_height), w[Msg::setup_copy], {.is_staff = true}))
        out.push_back(CopyChosen{});
    if (can_copy) room.split_top(t.tap_gap);
    if (button(f, backdrop, "start.join", room.split_top(button_height), w[Msg::setup_join], {.is_staff = true}))
        out.push_back(JoinChosen{});
    return out;
}

/// The first time there is nothing to choose.
Events draw_first(const Frame& f, Rect room) {
    const auto& t = f.theme;
    Events out;
    auto text = t.type.sentence;
    const float used = draw_text(f, {room.x, room.y, std::min(room.width, t.mm(330)), room.height * 0.5f},
                                 f.words[Msg::setup_first], text, t.color.quiet, {.min_scale = 0.6, .is_staff = true});
    room.split_top(used + t.mm(10));
    const float height = std::max(t.min_primary, t.primary_height * 0.8f);
    const auto join = f.words[Msg::setup_join];
    const float widest =
        std::max(button_width(f, f.words[Msg::setup_new], height), button_width(f, join, height, {.is_staff = true}));
    const float width = std::floor(std::min(room.width, std::max(t.mm(120), widest)));
    if (button(f, paper_backdrop(t), "start.new", {room.x, room.y, width, height}, f.words[Msg::setup_new],
               {.kind = ButtonKind::primary}))
        out.push_back(NewChosen{});
    const float gap = std::max(t.tap_gap, t.mm(6));
    const bool is_beside = 2 * width + gap <= room.width;
    const Rect place =
        is_beside ? Rect{room.x + width + gap, room.y, width, height} : Rect{room.x, room.y + height + gap, width, height};
    if (button(f, paper_backdrop(t), "start.join", place, join, {.is_staff = true})) out.push_back(JoinChosen{});
    return out;
}

}  // namespace

Events draw_screen(const StartScreen& s, const State& state, const Frame& f) {
    const auto& t = f.theme;
    const auto& w = f.words;
    const bool is_empty = s.is_read && s.cards.empty();
    const bool can_edit = !s.cards.empty() && !s.is_copying && !s.cards[s.chosen].problem;
    std::vector<Choice> left{{"setup.leave", w[Msg::setup_leave], LeaveChosen{}}};
    if (can_edit) left.insert(left.begin(), {"setup.edit", w[Msg::setup_edit], EditChosen{}});
    const auto title = s.is_copying ? Msg::setup_copy_title : is_empty ? Msg::setup_welcome : Msg::setup_start_title;
    auto [room, out] = draw_page(state, f, {.title = w[title], .left = std::move(left), .has_back = false});
    if (!s.is_read) {
        draw_text(f, room, w[Msg::common_moment], t.type.sentence, t.color.quiet, {.is_staff = true});
        return out;
    }
    if (is_empty) {
        append(out, draw_first(f, room));
        return out;
    }
    const auto [chosen, side] = in_two(f, room, t.is_portrait() ? 0.5f : 0.61f);
    if (s.is_copying)
        draw_text(f, chosen, w[Msg::setup_copy_hint], t.type.sentence, t.color.quiet, {.min_scale = 0.6, .is_staff = true});
    else
        append(out, draw_chosen(f, chosen, s.cards[s.chosen], state.today));
    append(out, draw_side(s, f, side));
    return out;
}

}  // namespace entre::setup
