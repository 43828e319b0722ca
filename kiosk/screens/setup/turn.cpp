// "Vilken bild är rättvänd?": for a panel that is mounted upright, or upside down.
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string>
#include <utility>

#include "kiosk/screens/parts.hpp"
#include "kiosk/screens/setup/form_pickers.hpp"
#include "kiosk/screens/setup/parts.hpp"
#include "kiosk/ui/shapes.hpp"

namespace entre::setup {

namespace {

constexpr TextOptions centred{.align = TextAlign::middle, .max_lines = 1, .min_scale = 0.5, .is_centred = true, .is_staff = true};

/// A letter, which shows better than any other shape how it is turned.
void draw_letter(const Frame& f, const Turned& page) {
    const float size = std::min(page.width, page.height) * 0.36f;
    const auto stroke = [&](PointPx from, PointPx to) {
        const auto a = page.at(from.x * size, from.y * size), b = page.at(to.x * size, to.y * size);
        f.list->AddLine({a.x, a.y}, {b.x, b.y}, packed(f.theme.color.accent), size * 0.22f);
    };
    stroke({-0.72f, 1}, {0.04f, -1});
    stroke({0.72f, 1}, {-0.04f, -1});
    stroke({-0.46f, 0.36f}, {0.46f, 0.36f});
}

/// The panel as it is seen now, with a picture on it that is turned by `by` degrees clockwise.
void draw_panel(const Frame& f, const Rect& room, int by) {
    const auto& t = f.theme;
    const float aspect = t.is_portrait() ? 0.625f : 1.6f;
    const float width = std::floor(std::min(room.width, room.height * aspect)), height = std::floor(width / aspect);
    const Rect panel{std::round(room.middle().x - width / 2), std::round(room.middle().y - height / 2), width, height};
    fill_rect(*f.list, panel, t.color.frame, t.radius * 0.6f);
    const float edge = std::min(width, height) * 0.07f;
    const bool is_across = by % 180 != 0;
    const float across = width - 2 * edge, down = height - 2 * edge;
    const Turned page{panel.middle(), is_across ? down : across, is_across ? across : down,
                      static_cast<float>(by) * std::numbers::pi_v<float> / 180};
    fill_turned(*f.list, page, t.color.paper, t.radius * 0.3f);
    draw_letter(f, page);
}

}  // namespace

Events draw_turns(const Frame& f, Rect room) {
    const auto& t = f.theme;
    const auto& w = f.words;
    const auto bottom = room.split_bottom(t.staff_tap);
    room.split_bottom(t.tap_gap);
    auto out = draw_row(f, bottom, {{"turn.done", w[Msg::setup_done], PickerClosed{}, false, true, ButtonKind::primary}});
    constexpr std::array<std::pair<int, Msg>, 4> turns{
        {{0, Msg::setup_turn_now}, {90, Msg::setup_turn_right}, {180, Msg::setup_turn_over}, {270, Msg::setup_turn_left}}};
    const float width = std::floor((room.width - t.tap_gap) / 2), height = std::floor((room.height - t.tap_gap) / 2);
    for (std::size_t i = 0; i < turns.size(); ++i) {
        const auto& [by, label] = turns[i];
        const Rect place{std::round(room.x + static_cast<float>(i % 2) * (width + t.tap_gap)),
                         std::round(room.y + static_cast<float>(i / 2) * (height + t.tap_gap)), width, height};
        if (draw_choice_card(f, "turn." + std::to_string(by), place, by == 0))
            out.push_back(by == 0 ? Event{PickerClosed{}} : Event{PictureTurned{by, f.now}});
        auto inner = place.inset(t.mm(3), t.mm(2.5));
        draw_text(f, inner.split_bottom(std::ceil(line_style(t).size_px * 1.4f)), w[label], line_style(t), t.color.ink, centred);
        inner.split_bottom(t.mm(1.5));
        draw_panel(f, inner, by);
    }
    return out;
}

Events draw_turn_trial(const FormScreen& s, const Frame& f) {
    const auto& t = f.theme;
    const auto& w = f.words;
    auto room = page(f, paper_backdrop(t));
    const auto left = std::chrono::ceil<std::chrono::seconds>(s.trial->until - f.now).count();
    const auto buttons = room.split_bottom(t.tap);
    room.split_bottom(t.mm(8));
    column(f, room,
           {{w[Msg::setup_turn_question], t.type.title, t.color.ink, 0, {.max_lines = 2, .min_scale = 0.5, .is_staff = true}, 0},
            {w.filled(Msg::setup_turn_back, {std::to_string(std::max<std::int64_t>(0, left))}),
             t.type.sentence,
             t.color.quiet,
             t.mm(4),
             {.max_lines = 2, .min_scale = 0.6, .is_staff = true},
             0}});
    return draw_row(f, buttons,
                    {{"turn.undo", w[Msg::setup_turn_undo], TurnUndone{}},
                     {"turn.keep", w[Msg::setup_turn_keep], TurnKept{}, false, true, ButtonKind::primary}});
}

}  // namespace entre::setup
