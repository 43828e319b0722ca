#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/parts.hpp"
#include "kiosk/screens/screens.hpp"

namespace entre {
namespace {

/// Layout of the choices: heights of "yes", of the row with two secondary choices, and of "no".
struct Choices {
    float gap = 0, half_width = 0, yes = 0, row = 0, no = 0;
    [[nodiscard]] float height() const { return yes + row + no + gap * (row > 0 ? 2.0f : 1.0f); }
};

const std::string& other_name(const Confirm& s, const Frame& f) {
    return f.words[s.name_shown == BadgeName::given_only ? Msg::confirm_full_name : Msg::confirm_given_only];
}

/// As large as `height` allows; at least the minimum tap size and what the labels need.
Choices choices_in(const Confirm& s, const Frame& f, float width, float height) {
    const auto& t = f.theme;
    Choices out;
    out.gap = height < t.mm(100) ? t.tap_gap : std::max(t.tap_gap, t.mm(7));
    out.half_width = std::floor((width - out.gap) / 2);
    const auto share = [&](float no) {
        out.no = no;
        if (!s.who.is_protected)
            out.row = std::max(button_height(f, other_name(s, f), out.half_width, no),
                               button_height(f, f.words[Msg::confirm_correct], out.half_width, no));
        out.yes = std::clamp(height - 2 * out.gap - no - out.row, t.min_primary, t.mm(t.is_portrait() ? 56 : 100));
    };
    share(std::clamp((height - 2 * out.gap) * 0.26f, t.tap, t.mm(30)));
    if (out.height() > height) share(t.tap);
    return out;
}

/// Draws "yes" large, two secondary choices side by side, and "no".
Events draw_choices(const Confirm& s, const Frame& f, Rect room) {
    const auto& w = f.words;
    const auto backdrop = paper_backdrop(f.theme);
    const bool is_given_only = s.name_shown == BadgeName::given_only;
    // A mononym has no family name to omit, and an alias is not corrected.
    const bool has_choice = !s.who.is_protected && !s.who.family.empty();
    const auto c = choices_in(s, f, room.width, room.height);

    Events out;
    if (button(f, backdrop, "confirm.yes", room.split_top(c.yes), w[Msg::confirm_yes], {.kind = ButtonKind::primary}))
        out.push_back(Confirmed{f.now});
    room.split_top(c.gap);
    if (!s.who.is_protected) {
        auto row = room.split_top(c.row);
        room.split_top(c.gap);
        if (has_choice) {
            const auto right = row.split_right(c.half_width);
            row.split_right(c.gap);
            if (button(f, backdrop, "confirm.name_shown", right, other_name(s, f)))
                out.push_back(NameShownChosen{is_given_only ? BadgeName::full : BadgeName::given_only, f.now});
        }
        if (button(f, backdrop, "confirm.correct", row, w[Msg::confirm_correct])) out.push_back(CorrectionStarted{f.now});
    }
    if (button(f, backdrop, "confirm.no", room.split_top(c.no), w[Msg::confirm_no])) out.push_back(Cancelled{f.now});
    return out;
}

}  // namespace

Events draw(const Confirm& s, const State& state, const Frame& f) {
    const auto& t = f.theme;
    const auto backdrop = paper_backdrop(t);
    auto body = page(f, backdrop);
    const auto way = badge_way(f, side_of(state, f.seminar));
    auto out = footer(state, f, backdrop, body, {.hint = way});

    auto title = t.type.title;
    title.size_px *= 1.1f;
    // Protected visitors do not know the name that stands for theirs.
    const auto hello =
        s.who.is_protected ? f.words[Msg::confirm_hello_protected] : f.words.filled(Msg::confirm_hello, {greeting_name(s.who)});
    const auto question = s.who.is_protected ? Msg::confirm_badge_only : Msg::confirm_question;
    const float right_width = std::floor(body.width * (t.is_portrait() ? 1.0f : t.is_text_large ? 0.474f : 0.43f));
    const float min_size = choices_in(s, f, right_width, 0).height() + t.mm(4);
    const float head = std::min(body.height * 0.32f, body.height - min_size);
    const float used =
        column(f, {body.x, body.y, body.width, head},
               {{hello, title, backdrop.ink, 0, {.max_lines = 2, .min_scale = 0.5, .is_balanced = true, .is_data = true}, 0},
                {f.words[question], t.type.sentence, backdrop.quiet, t.mm(3), {.max_lines = 2, .min_scale = 0.8}, 1}});
    body.split_top(used + std::min(t.mm(18), std::max(t.mm(4), (body.height - used - min_size) * 0.4f)));

    if (t.is_portrait()) {
        // The lower part of a screen has room for the choices, but none for a badge that can be read.
        const float height = std::min(body.height * 0.5f, body.height - t.mm(14) - min_size);
        if (height > t.mm(45)) {
            const auto card = badge_card(f, {body.x, body.y, body.width, height}, s.who, s.name_shown);
            body.split_top(card.height + t.mm(14));
        }
        body.height = std::min(body.height, t.mm(150));
    } else {
        auto left = body.split_left(std::floor(body.width * 0.5f));
        body.split_left(t.mm(t.is_text_large ? 12 : 28));
        const auto card = badge_card(f, left, s.who, s.name_shown);
        if (card.width < left.width - 1) {  // a tall badge leaves space on its right, which the choices use
            const float spare = left.width - card.width;
            body.x -= spare;
            body.width += spare;
        }
        // The choices end where the badge ends.
        body.height = std::min(body.height, std::max(card.height, choices_in(s, f, body.width, 0).height()));
    }
    for (auto& e : draw_choices(s, f, body)) out.push_back(std::move(e));
    return out;
}

}  // namespace entre
