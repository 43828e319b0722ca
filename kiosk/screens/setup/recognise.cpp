// How people without codes are recognised.
#include <algorithm>
#include <cmath>

#include "kiosk/screens/setup/parts.hpp"

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

std::string tickets_line(const RecogniseScreen& s, const Language& w) {
    if (s.saving_tickets != 0) return w[Msg::setup_tickets_saving];
    if (!s.tickets) return w[Msg::setup_tickets_hint];
    const auto count = std::to_string(s.tickets->count);
    auto line = !s.tickets->printer.empty() ? w.filled(Msg::setup_tickets_printed, {count, s.tickets->printer})
                : s.tickets->stick.empty()  ? w.filled(Msg::setup_tickets_in_folder, {count})
                                            : w.filled(Msg::setup_tickets_on_stick, {count, s.tickets->stick});
    if (s.tickets->by_hand > 0) line += " " + w.filled(Msg::setup_tickets_by_hand, {std::to_string(s.tickets->by_hand)});
    return line;
}

float tickets_height(const Frame& f) {
    return std::ceil(f.theme.staff_tap + f.theme.mm(3) + 2 * 1.3f * line_style(f.theme).size_px);
}

/// The ways to take them along, and where they are.
Events draw_tickets(const RecogniseScreen& s, const Frame& f, Rect room) {
    const auto& t = f.theme;
    const auto& w = f.words;
    const auto buttons = room.split_bottom(t.staff_tap);
    room.split_bottom(t.mm(3));
    draw_text(f, room, tickets_line(s, w), line_style(t), s.tickets ? t.color.ink : t.color.quiet,
              {.max_lines = 2, .min_scale = 0.6, .is_centred = true, .is_data = true, .is_staff = true});
    const bool is_idle = s.saving_tickets == 0;
    return draw_row(f, buttons,
                    {{"tickets.save", w[Msg::setup_tickets_save], TicketsChosen{}, false, is_idle},
                     {"tickets.print", w[Msg::setup_tickets_print], TicketsChosen{TicketsTo::printer}, false, is_idle},
                     {"tickets.phone", w[Msg::setup_tickets_phone], TicketsChosen{TicketsTo::phone}, false, is_idle}});
}

}  // namespace

Events draw_screen(const RecogniseScreen& s, const State& state, const Frame& f) {
    const auto& t = f.theme;
    const auto& w = f.words;
    // On a small screen the buttons for tickets need its room.
    const bool has_hint = t.is_portrait() || t.scale >= 0.9 || s.chosen != Recognition::by_code;
    auto [room, out] = draw_page(state, f,
                                 {.title = w[Msg::setup_recognise_title],
                                  .hint = has_hint ? std::string_view(w[Msg::setup_recognise_hint]) : std::string_view{},
                                  .next = w[Msg::setup_next],
                                  .is_next_enabled = s.saving == 0 && s.saving_tickets == 0});
    if (s.problem) room.split_top(draw_problem(f, room, w.say(*s.problem)) + t.mm(5));
    if (s.chosen == Recognition::by_code) {
        append(out, draw_tickets(s, f, room.split_bottom(tickets_height(f))));
        room.split_bottom(t.mm(5));
    }
    const RecognitionCard cards[] = {{Recognition::by_name, Msg::setup_by_name, Msg::setup_by_name_line, "recognise.name"},
                                     {Recognition::by_code, Msg::setup_by_code, Msg::setup_by_code_line, "recognise.code"},
                                     {Recognition::by_staff, Msg::setup_by_staff, Msg::setup_by_staff_line, "recognise.staff"}};
    constexpr float count = 3;
    const float gap = std::max(t.tap_gap, t.mm(6));
    const bool is_stacked = t.is_portrait();
    const float height =
        std::min(is_stacked ? (room.height - (count - 1) * gap) / count : room.height, t.mm(is_stacked ? 66 : 86));
    const float width = is_stacked ? room.width : (room.width - (count - 1) * gap) / count;
    for (std::size_t i = 0; i < 3; ++i) {
        const auto at = static_cast<float>(i);
        const float x = is_stacked ? room.x : std::round(room.x + at * (width + gap));
        const Rect place{x, is_stacked ? std::floor(room.y + at * (height + gap)) : room.y, std::floor(width),
                         std::floor(height)};
        if (draw_choice_card(f, cards[i].id, place, s.chosen == cards[i].how)) out.push_back(RecognitionChosen{cards[i].how});
        draw_recognition(f, place, cards[i]);
    }
    return out;
}

}  // namespace entre::setup
