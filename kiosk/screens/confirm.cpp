#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/parts.hpp"
#include "kiosk/screens/screens.hpp"

namespace entre {
namespace {

/// The choices below "yes": other names on the badge, another spelling, and "no".
struct Choice {
    std::string_view id, label;
    Event event;
};

/// One or two rows of them.
using Rows = std::vector<std::vector<Choice>>;

Rows rows_of(const Confirm& s, const Frame& f) {
    const auto& w = f.words;
    const Choice no{"confirm.no", w[Msg::confirm_no], Cancelled{f.now}};
    const auto show = [&](std::string_view id, Msg label, BadgeName name) {
        return Choice{id, w[label], NameShownChosen{name, f.now}};
    };
    if (s.who.is_protected) return {{no}};
    if (s.name_shown == BadgeName::alias) return {{show("confirm.name_shown", Msg::confirm_show_name, BadgeName::full)}, {no}};
    std::vector<Choice> names;
    // A mononym has no family name to leave out.
    if (s.name_shown == BadgeName::given_only)
        names.push_back(show("confirm.name_shown", Msg::confirm_full_name, BadgeName::full));
    else if (!s.who.family.empty())
        names.push_back(show("confirm.name_shown", Msg::confirm_given_only, BadgeName::given_only));
    names.push_back(show("confirm.alias", Msg::confirm_alias, BadgeName::alias));
    return {names, {{"confirm.correct", w[Msg::confirm_correct], CorrectionStarted{f.now}}, no}};
}

float row_width(float width, float gap, const std::vector<Choice>& row) {
    return std::floor((width - gap * static_cast<float>(row.size() - 1)) / static_cast<float>(row.size()));
}

/// Layout of the choices: heights of "yes" and of each row.
struct Choices {
    Rows rows;
    float gap = 0, yes = 0, row = 0;
    [[nodiscard]] float height() const { return yes + (row + gap) * static_cast<float>(rows.size()); }
};

/// As large as `height` allows; at least the minimum tap size and what the labels need.
Choices choices_in(const Confirm& s, const Frame& f, float width, float height) {
    const auto& t = f.theme;
    Choices out{rows_of(s, f)};
    out.gap = height < t.mm(100) ? t.tap_gap : std::max(t.tap_gap, t.mm(7));
    const auto count = static_cast<float>(out.rows.size());
    const auto share = [&](float row_height) {
        out.row = row_height;
        for (const auto& row : out.rows)
            for (const auto& choice : row)
                out.row = std::max(out.row, button_height(f, choice.label, row_width(width, out.gap, row), row_height));
        out.yes = std::clamp(height - (out.row + out.gap) * count, t.min_primary, t.mm(t.is_portrait() ? 56 : 100));
    };
    share(std::clamp((height - out.gap * count) * 0.26f, t.tap, t.mm(30)));
    if (out.height() > height) share(t.tap);
    return out;
}

/// Draws "yes" large, and the others below it, two in a row.
Events draw_choices(const Confirm& s, const Frame& f, Rect room) {
    const auto backdrop = paper_backdrop(f.theme);
    const auto c = choices_in(s, f, room.width, room.height);
    Events out;
    if (button(f, backdrop, "confirm.yes", room.split_top(c.yes), f.words[Msg::confirm_yes], {.kind = ButtonKind::primary}))
        out.push_back(Confirmed{f.now});
    for (const auto& row : c.rows) {
        room.split_top(c.gap);
        auto rest = room.split_top(c.row);
        for (std::size_t i = 0; i < row.size(); ++i) {
            const bool is_last = i + 1 == row.size();
            const auto place = is_last ? rest : rest.split_left(row_width(room.width, c.gap, row));
            if (!is_last) rest.split_left(c.gap);
            if (button(f, backdrop, row[i].id, place, row[i].label)) out.push_back(row[i].event);
        }
    }
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
    const auto who = who_is_shown(s);
    const auto hello =
        who.is_protected ? f.words[Msg::confirm_hello_protected] : f.words.filled(Msg::confirm_hello, {greeting_name(who)});
    const auto question = who.is_protected ? Msg::confirm_badge_only : Msg::confirm_question;
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
            const auto card = badge_card(f, {body.x, body.y, body.width, height}, who, s.name_shown);
            body.split_top(card.height + t.mm(14));
        }
        body.height = std::min(body.height, t.mm(150));
    } else {
        auto left = body.split_left(std::floor(body.width * 0.5f));
        body.split_left(t.mm(t.is_text_large ? 12 : 28));
        const auto card = badge_card(f, left, who, s.name_shown);
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
