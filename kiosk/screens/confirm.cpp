#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/parts.hpp"
#include "kiosk/screens/screens.hpp"

namespace entre {
namespace {

/// Yes, large; two quiet choices beside each other; no.
Events draw_choices(const Confirm& s, const Frame& f, Rect room) {
    const auto& w = f.words;
    const auto& t = f.theme;
    const auto ground = paper_ground(t);
    const float gap = std::max(t.tap_gap, t.mm(7));
    const float free = room.height - 2 * gap;
    const float quiet = std::clamp(free * 0.26f, t.tap, t.mm(30));
    const float yes = std::clamp(free - 2 * quiet, t.primary_height * 0.7f, t.mm(56));
    const bool is_given_only = s.name_shown == BadgeName::given_only;
    // A mononym has nothing to leave out, and an alias nothing to correct.
    const bool has_choice = !s.who.is_protected && !s.who.family.empty();

    Events out;
    if (button(f, ground, "confirm.yes", room.cut_top(yes), w[Msg::confirm_yes], {.kind = ButtonKind::primary}))
        out.push_back(Confirmed{f.now});
    room.cut_top(gap);
    if (!s.who.is_protected) {
        auto row = room.cut_top(quiet);
        room.cut_top(gap);
        if (has_choice) {
            const auto right = row.cut_right(std::floor((row.width - gap) / 2));
            row.cut_right(gap);
            if (button(f, ground, "confirm.name_shown", right,
                       w[is_given_only ? Msg::confirm_full_name : Msg::confirm_given_only]))
                out.push_back(NameShownChosen{is_given_only ? BadgeName::full : BadgeName::given_only, f.now});
        }
        if (button(f, ground, "confirm.correct", row, w[Msg::confirm_correct])) out.push_back(CorrectionStarted{f.now});
    }
    if (button(f, ground, "confirm.no", room.cut_top(quiet), w[Msg::confirm_no])) out.push_back(Cancelled{f.now});
    return out;
}

}  // namespace

Events draw(const Confirm& s, const State& state, const Frame& f) {
    const auto& t = f.theme;
    const auto ground = paper_ground(t);
    auto body = page(f, ground);
    const auto way = badge_way(f);
    auto out = foot(state, f, ground, body, {.hint = way});

    auto title = t.type.title;
    title.size_px *= 1.1f;
    const auto hello = f.words.filled(Msg::confirm_hello, {greeting_name(s.who)});
    const float used =
        column(f, {body.x, body.y, body.width, body.height * 0.32f},
               {{hello, title, ground.ink, 0, {.most_lines = 2, .least = 0.5, .is_data = true}, 0},
                {f.words[Msg::confirm_question], t.type.sentence, ground.quiet, t.mm(3), {.most_lines = 2, .least = 0.8}, 0}});
    body.cut_top(used + std::min(t.mm(18), body.height * 0.07f));

    if (t.is_portrait()) {
        const auto card = badge_card(f, {body.x, body.y, body.width, body.height * 0.5f}, s.who, s.name_shown);
        body.cut_top(card.height + t.mm(14));
        body.height = std::min(body.height, t.mm(150));
    } else {
        auto left = body.cut_left(std::floor(body.width * 0.5f));
        body.cut_left(t.mm(t.is_text_large ? 12 : 28));
        const auto card = badge_card(f, left, s.who, s.name_shown);
        if (card.width < left.width - 1) {  // a tall badge leaves room to its right; the choices take it
            const float spare = left.width - card.width;
            body.x -= spare;
            body.width += spare;
        }
        body.height = std::min(body.height, std::max(card.height, t.mm(129)));
    }
    for (auto& e : draw_choices(s, f, body)) out.push_back(std::move(e));
    return out;
}

}  // namespace entre
