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

}  // namespace entre::setup
