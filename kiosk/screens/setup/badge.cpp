// "Hur ska namnbrickan se ut?": the templates, and the chosen one with a hard name.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/parts.hpp"
#include "kiosk/screens/setup/parts.hpp"
#include "kiosk/ui/shapes.hpp"

namespace entre::setup {

namespace {

constexpr TextOptions data_line{.max_lines = 1, .min_scale = 0.5, .is_centred = true, .is_data = true, .is_staff = true};

std::string name_of(const BadgeDesign& design, const Language& w) {
    constexpr std::pair<std::string_view, Msg> names[] = {{"landscape", Msg::setup_badge_landscape},
                                                          {"a6", Msg::setup_badge_a6},
                                                          {"a7", Msg::setup_badge_a7},
                                                          {"card", Msg::setup_badge_card},
                                                          {"fold", Msg::setup_badge_fold}};
    for (const auto& [name, msg] : names)
        if (design.name == name) return w[msg];
    return w[Msg::setup_badge_own] + " (" + design.name + ")";
}

std::string size_of(const BadgeDesign& design, const Language& w) {
    if (!design.is_readable) return w[Msg::setup_badge_unreadable];
    const auto mm = [](double size) { return std::to_string(std::lround(size)); };
    return w.filled(Msg::setup_badge_size, {mm(design.width_mm), mm(design.height_mm)});
}

/// As many templates as fit, the chosen one among them.
Events draw_designs(const BadgeScreen& s, const Frame& f, Rect room) {
    const auto& t = f.theme;
    Events out;
    const auto max_rows = static_cast<float>(std::clamp<std::size_t>(s.designs.size(), 1, 6));
    const float gap = t.tap_gap, row = std::floor(std::min(t.tap, (room.height + gap) / max_rows - gap));
    const auto fitting = std::max<std::size_t>(1, static_cast<std::size_t>((room.height + gap) / (row + gap)));
    const auto count = std::min(fitting, s.designs.size());
    const auto first = s.chosen >= count ? s.chosen - count + 1 : 0;
    for (std::size_t i = first; i < first + count; ++i) {
        const auto place = room.split_top(row);
        room.split_top(gap);
        if (draw_choice_card(f, "badge." + std::to_string(i), place, s.chosen == i)) out.push_back(BadgeChosen{i});
        auto inner = place.inset(t.mm(5), t.mm(1));
        if (s.chosen == i) {
            const float side = std::min(t.mm(8), inner.height);
            const auto tick = inner.split_right(side);
            draw_icon(*f.list, Icon::tick, {tick.x, tick.middle().y - side / 2, side, side}, t.color.accent);
            inner.split_right(t.mm(3));
        }
        const auto& design = s.designs[i];
        // One above the other where there is room, otherwise in a line.
        const bool has_two_lines = inner.height >= 2.8f * line_style(t).size_px;
        const auto name = has_two_lines ? inner.split_top(inner.height / 2) : inner.split_left(std::floor(inner.width * 0.5f));
        if (!has_two_lines) inner.split_left(t.mm(3));
        draw_text(f, name, name_of(design, f.words), strong_style(t), t.color.ink, data_line);
        draw_text(f, inner, size_of(design, f.words), line_style(t), design.is_readable ? t.color.quiet : t.color.on_notice,
                  data_line);
    }
    return out;
}

/// The badge as it prints, on a grey ground, and below it whether all names fit.
void draw_example(const BadgeScreen& s, const Frame& f, const Rect& place) {
    const auto& t = f.theme;
    const auto& w = f.words;
    const auto& design = s.designs[s.chosen];
    draw_card(f, {place}, t.color.surface, t.color.edge);
    auto room = place.inset(t.mm(8));
    const auto note = design.too_small == 0   ? w[Msg::setup_badge_fits]
                      : design.too_small == 1 ? w[Msg::setup_badge_small_one]
                                              : w.filled(Msg::setup_badge_small, {std::to_string(design.too_small)});
    auto style = t.type.sentence;
    style.weight = Weight::semibold;
    const float height = std::min(room.height * 0.3f, f.text.measure({note, style, room.width}).height_px);
    draw_text(f, room.split_bottom(std::ceil(height)), note, style, design.too_small == 0 ? t.color.ink : t.color.on_notice,
              {.align = TextAlign::middle, .min_scale = 0.6, .is_data = true, .is_staff = true});
    room.split_bottom(t.mm(6));
    const float shape = static_cast<float>(design.width_mm > 0 ? design.height_mm / design.width_mm : 0.62);
    const float width = std::floor(std::min(room.width, room.height / shape));
    const Rect badge{std::round(room.middle().x - width / 2), std::round(room.middle().y - width * shape / 2), width,
                     std::floor(width * shape)};
    if (width > t.mm(15)) badge_card(f, badge, s.hardest, BadgeName::full);
}

}  // namespace

Events draw_screen(const BadgeScreen& s, const State& state, const Frame& f) {
    const auto& t = f.theme;
    const auto& w = f.words;
    auto [room, out] = draw_page(state, f,
                                 {.title = w[Msg::setup_badge_title],
                                  .hint = t.scale < 0.9 ? std::string_view{} : std::string_view(w[Msg::setup_badge_hint]),
                                  .next = w[Msg::setup_next],
                                  .is_next_enabled = s.saving == 0});
    if (!s.is_read || s.designs.empty()) {
        draw_text(f, room, w[Msg::common_moment], t.type.sentence, t.color.ink, {.is_staff = true});
        return out;
    }
    if (s.problem) room.split_top(draw_problem(f, room, w.say(*s.problem)) + t.mm(5));
    auto [designs, example] = in_two(f, room, t.is_portrait() ? 0.48f : 0.38f);
    append(out, draw_designs(s, f, designs));
    draw_example(s, f, example);
    return out;
}

}  // namespace entre::setup
