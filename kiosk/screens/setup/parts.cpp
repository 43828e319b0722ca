#include "kiosk/screens/setup/parts.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/camera.hpp"
#include "kiosk/screens/keyboard.hpp"
#include "kiosk/screens/parts.hpp"
#include "kiosk/ui/scroll_list.hpp"
#include "kiosk/ui/shapes.hpp"

namespace entre::setup {

namespace {

constexpr TextOptions middle{.align = TextAlign::middle, .max_lines = 1, .min_scale = 0.6, .is_centred = true, .is_staff = true};
constexpr TextOptions centred{.max_lines = 1, .min_scale = 0.6, .is_centred = true, .is_staff = true};

/// A long pill for the step that is shown, a dot for each of the others; the ones done are filled.
void draw_steps(const Frame& f, const Rect& room, StepOf at) {
    const auto& t = f.theme;
    const auto here = static_cast<std::size_t>(at);
    const float dot = t.mm(3), gap = t.mm(3), pill = t.mm(9);
    const auto label = f.words.filled(Msg::setup_step, {std::to_string(here + 1), std::to_string(steps)});
    const auto style = line_style(t);
    const float text = std::ceil(f.text.measure({label, style}).width_px) + 2;
    const float dots = static_cast<float>(steps - 1) * (dot + gap) + pill, width = dots + t.mm(6) + text;
    if (width > room.width) {  // between the buttons of a small screen
        if (text <= room.width) draw_text(f, room, label, style, t.color.quiet, middle);
        return;
    }
    float x = std::round(room.middle().x - width / 2);
    for (std::size_t i = 0; i < steps; ++i) {
        const float wide = i == here ? pill : dot;
        fill_rect(*f.list, {x, room.middle().y - dot / 2, wide, dot}, i <= here ? t.color.accent : t.color.edge, dot / 2);
        x += wide + gap;
    }
    draw_text(f, {x + t.mm(3), room.y, text, room.height}, label, style, t.color.quiet, centred);
}

Events draw_foot(const State& state, const Frame& f, Rect room, const Page& page) {
    const auto& t = f.theme;
    const auto backdrop = paper_backdrop(t);
    Events out;
    const auto width = [&](std::string_view label, double mm) {
        return std::ceil(std::max(t.mm(mm), button_width(f, label, room.height, {.is_staff = true})));
    };
    std::vector<Choice> left = page.left;
    if (page.has_back) left.insert(left.begin(), {"setup.back", f.words[Msg::common_back], BackChosen{}});
    if (!page.next.empty()) {
        const ButtonLook look{.kind = ButtonKind::primary, .is_enabled = page.is_next_enabled, .is_staff = true};
        if (button(f, backdrop, "setup.next", room.split_right(width(page.next, 42)), page.next, look))
            out.push_back(NextChosen{});
        room.split_right(t.tap_gap);
    }
    for (std::size_t i = 0; i < f.languages.size(); ++i) {
        const auto& language = f.languages[i];
        if (language.code() == f.words.code()) continue;
        const auto place = room.split_right(width(language.name(), 30));
        room.split_right(t.tap_gap);
        if (button(f, backdrop, "language." + language.code(), place, language.name(), {.is_staff = true}))
            out.push_back(LanguageChosen{i});
    }
    // On the smallest screens the last ones have no room.
    for (const auto& choice : left) {
        const float wide = width(choice.label, 30);
        if (wide > room.width) break;
        if (button(f, backdrop, choice.id, room.split_left(wide), choice.label, {.is_staff = true})) out.push_back(choice.event);
        room.split_left(t.tap_gap);
    }
    if (const auto step = step_of(state.screen); step && !t.is_portrait()) draw_steps(f, room, *step);
    return out;
}

}  // namespace

TextStyle line_style(const Theme& t) {
    auto style = t.type.body;
    style.leading = 1.3f;
    return style;
}

TextStyle strong_style(const Theme& t) {
    auto style = line_style(t);
    style.weight = Weight::semibold;
    return style;
}

Body draw_flat_head(const FlatHead& head, const Frame& f) {
    const auto& t = f.theme;
    Body out{page(f, paper_backdrop(t)), {}};
    auto row = out.room.split_top(name_field_height(f));
    const auto width_of = [&](std::string_view label) {
        return std::ceil(button_width(f, label, row.height, {.is_staff = true}));
    };
    const std::string_view back = f.words[Msg::common_back];
    if (button(f, paper_backdrop(t), "setup.back", row.split_left(width_of(back)), back, {.is_staff = true}))
        out.events.push_back(BackChosen{});
    if (button(f, paper_backdrop(t), "setup.next", row.split_right(width_of(head.go)), head.go,
               {.kind = ButtonKind::primary, .is_enabled = head.is_free && !head.typed.empty(), .is_staff = true}))
        out.events.push_back(NextChosen{});
    draw_field(f, row.inset(t.tap_gap, 0), head.id, head.name, head.typed, head.is_free, true);
    out.room.split_top(t.mm(3));
    return out;
}

void draw_camera_with_note(const Frame& f, Rect place, const CameraNote& note, bool is_working, float closed) {
    const auto& t = f.theme;
    auto style = t.type.sentence;
    style.weight = Weight::semibold;
    style.leading = 1.25f;
    const float height = std::max(2 * style.size_px * style.leading, f.text.measure({note.text, style, place.width}).height_px);
    draw_text(f, place.split_bottom(std::ceil(std::min(height, place.height * 0.4f))), note.text, style,
              note.is_notice ? t.color.on_notice : t.color.ink, {.min_scale = 0.5, .is_data = true, .is_staff = true});
    place.split_bottom(t.mm(4));
    draw_camera(is_working, f, place, closed);
}

void append(Events& to, Events from) {
    for (auto& event : from) to.push_back(std::move(event));
}

Body draw_page(const State& state, const Frame& f, const Page& page) {
    const auto& t = f.theme;
    Body out{entre::page(f, paper_backdrop(t)), {}};
    out.events = draw_foot(state, f, out.room.split_bottom(t.tap), page);
    const auto step = step_of(state.screen);
    if (step && t.is_portrait()) {
        out.room.split_bottom(t.mm(4));
        draw_steps(f, out.room.split_bottom(t.mm(10)), *step);
    }
    out.room.split_bottom(t.mm(8));
    auto title = t.type.title;
    title.leading = 1.15f;
    auto hint = t.type.sentence;
    hint.leading = 1.3f;
    std::vector<Block> blocks{
        {std::string(page.title), title, t.color.ink, 0, {.max_lines = 1, .min_scale = 0.5, .is_staff = true}, 0}};
    if (!page.hint.empty())
        blocks.push_back({std::string(page.hint),
                          hint,
                          t.color.quiet,
                          t.mm(2),
                          {.max_lines = 2, .min_scale = 0.6, .is_data = true, .is_staff = true},
                          0});
    const float used = column(f, {out.room.x, out.room.y, out.room.width, out.room.height * 0.3f}, blocks);
    out.room.split_top(std::ceil(used + t.mm(7)));
    return out;
}

Events draw_row(const Frame& f, const Rect& room, const std::vector<Choice>& choices) {
    Events out;
    const auto backdrop = paper_backdrop(f.theme);
    const float gap = f.theme.tap_gap, count = static_cast<float>(choices.size());
    const float width = (room.width - gap * (count - 1)) / count;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const auto& choice = choices[i];
        const float from = room.x + static_cast<float>(i) * (width + gap);
        const Rect place{std::round(from), room.y, std::round(from + width) - std::round(from), room.height};
        const ButtonLook look{
            .kind = choice.kind, .is_enabled = choice.is_enabled, .is_staff = true, .is_chosen = choice.is_chosen};
        if (button(f, backdrop, choice.id, place, choice.label, look)) out.push_back(choice.event);
    }
    return out;
}

Events draw_grid(const Frame& f, const Rect& room, const std::vector<Choice>& choices, std::size_t across) {
    Events out;
    const auto rows = (choices.size() + across - 1) / across;
    const auto height_with = [&](float between) {
        return std::floor(std::min(f.theme.staff_tap * 1.15f,
                                   (room.height - between * static_cast<float>(rows - 1)) / static_cast<float>(rows)));
    };
    // On a small screen the gaps shrink before the letters do.
    const float gap = height_with(f.theme.tap_gap) >= f.theme.staff_tap * 0.75f ? f.theme.tap_gap : f.theme.tap_gap * 0.4f;
    const float height = height_with(gap);
    for (std::size_t row = 0; row < rows; ++row) {
        std::vector<Choice> some(choices.begin() + static_cast<std::ptrdiff_t>(row * across),
                                 choices.begin() + static_cast<std::ptrdiff_t>(std::min(choices.size(), (row + 1) * across)));
        // A last row that is not full keeps the width of the others.
        const auto share = static_cast<float>(some.size()) / static_cast<float>(across);
        const float width = share < 1 ? (room.width + f.theme.tap_gap) * share - f.theme.tap_gap : room.width;
        append(out, draw_row(f, {room.x, room.y + static_cast<float>(row) * (height + gap), width, height}, some));
    }
    return out;
}

Halves in_two(const Frame& f, const Rect& room, float share) {
    Halves out{room, room};
    if (f.theme.is_portrait()) {
        out.first = out.second.split_top(std::floor(room.height * share));
        out.second.split_top(f.theme.mm(8));
    } else {
        out.first = out.second.split_left(std::floor(room.width * share));
        out.second.split_left(f.theme.mm(8));
    }
    return out;
}

float card_row_height(const Frame& f) {
    return std::max(f.theme.tap, std::ceil(2 * line_style(f.theme).size_px * 1.3f + f.theme.mm(6))) + f.theme.tap_gap;
}

void draw_card_row(const Frame& f, const Rect& list, const Rect& row, const CardRow& what) {
    const auto& t = f.theme;
    const Rect place{row.x, row.y, row.width, row.height - t.tap_gap};
    if (place.y >= list.y && place.bottom() <= list.bottom()) draw_card(f, {place}, t.color.surface, what.edge);
    auto inner = place.inset(t.mm(5), t.mm(2.5));
    cell(f, list, inner.split_top(inner.height / 2), what.title, strong_style(t), t.color.ink);
    cell(f, list, inner, what.line, line_style(t), what.ink);
}

float draw_problem(const Frame& f, const Rect& room, std::string_view text) {
    const auto& t = f.theme;
    const float pad = t.mm(4), side = t.mm(9);
    const auto style = strong_style(t);
    const float width = room.width - 3 * pad - side;
    const float height = std::max(side, f.text.measure({text, style, width}).height_px) + 2 * pad;
    const Rect card{room.x, room.y, room.width, std::ceil(height)};
    draw_card(f, {card}, t.color.notice, t.color.on_notice);
    draw_sign(*f.list, Icon::info, {card.x + pad, card.middle().y - side / 2, side, side}, t.color.on_notice);
    draw_text(f, {card.x + side + 2 * pad, card.y, width, card.height}, text, style, t.color.on_notice,
              {.is_centred = true, .is_data = true, .is_staff = true});
    return card.height;
}

bool draw_choice_card(const Frame& f, std::string_view id, const Rect& place, bool is_chosen) {
    const auto& t = f.theme;
    const bool is_tapped = tap_area(f, id, place, true);
    fill_rect(*f.list, place, t.color.surface, t.radius);
    stroke_rect(*f.list, place, is_chosen ? t.color.accent : t.color.edge, t.radius, is_chosen ? t.edge_px * 2.5f : t.edge_px);
    return is_tapped;
}

}  // namespace entre::setup
