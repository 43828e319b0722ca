#include "kiosk/screens/checked_in.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "kiosk/screens/parts.hpp"
#include "kiosk/ui/shapes.hpp"

namespace entre {
namespace {

struct Caption {
    Fitted words;
    float arrow = 0, gap = 0;
    [[nodiscard]] float width() const { return words.size.width_px + arrow + gap; }
};

Caption fit_caption(const Frame& f, float width, std::string_view text) {
    const auto& style = f.theme.type.label;
    Caption out{{}, style.size_px * 0.95f, f.theme.mm(3)};
    out.words = fit(f, {0, 0, width - out.arrow - out.gap, 1e5f}, text, style, {.is_balanced = true});
    return out;
}

/// Draws the caption, with an arrow towards the printer if there is one on `side`.
void draw_caption(const Frame& f, const Rect& room, std::string_view text, std::optional<Side> side) {
    const auto& color = f.theme.color.on_in;
    auto caption = fit_caption(f, room.width, text);
    if (!side) caption.arrow = caption.gap = 0;
    const bool is_left = side == Side::left;
    const float start = room.middle().x - caption.width() / 2;
    const Rect words{is_left ? start + caption.arrow + caption.gap : start, room.y, caption.words.size.width_px + 2, room.height};
    draw_text(f, words, text, caption.words.style, color, {.is_centred = true});
    if (!side) return;
    const float arrow_x = is_left ? start : words.right() - 2 + caption.gap;
    draw_icon(*f.list, arrow_to(*side), {arrow_x, room.middle().y - caption.arrow / 2, caption.arrow, caption.arrow}, color);
}

/// True if the printer should be identified: there are several, or it has a coloured sticker.
bool is_named(const Frame& f, const PrinterSettings* printer) {
    return printer != nullptr && (f.seminar.printers.size() > 1 || printer->color);
}

/// Draws the printer's sticker as on the printer itself: its colour, and its name for people who cannot distinguish colours. In
/// high contrast the colour is beside the name, because not every colour is far enough from black and white.
void draw_plate(const Frame& f, Rect room, const PrinterSettings& printer) {
    const auto& t = f.theme;
    constexpr Rgb white{255, 255, 255};
    const Rgb backdrop = printer.color.value_or(t.color.in_slot);
    const float pad = t.mm(6), swatch = t.color.has_heavy_edges ? room.height * 0.5f : 0;
    const float beside = swatch > 0 ? swatch + t.mm(3) : 0;
    const auto words =
        fit(f, {0, 0, room.width - 2 * pad - beside, room.height}, printer.name, t.type.label, {.max_lines = 1, .is_data = true});
    const float width = std::min(room.width, words.size.width_px + 2 * pad + beside);
    const Rect plate{std::round(room.middle().x - width / 2), room.y, std::ceil(width), room.height};
    fill_rect(*f.list, plate, swatch > 0 ? t.color.canvas : backdrop, t.radius);
    stroke_rect(*f.list, plate, white, t.radius, std::max(2.0f, t.mm(0.6)));
    auto inner = plate.inset(pad - 2, 0);
    if (swatch > 0) {
        const Rect mark{std::round(inner.x), std::round(plate.middle().y - swatch / 2), swatch, swatch};
        fill_rect(*f.list, mark, backdrop, swatch * 0.2f);
        stroke_rect(*f.list, mark, white, swatch * 0.2f, std::max(2.0f, t.mm(0.6)));
        inner.split_left(beside);
    }
    draw_text(f, inner, printer.name, words.style, swatch > 0 ? t.color.ink : ink_on(backdrop),
              {.align = TextAlign::middle, .max_lines = 1, .is_centred = true, .is_data = true});
}

/// Draws the printer's output slot with the badge emerging from it.
void draw_slot(const Frame& f, const Rect& panel, const CheckedIn& c) {
    const auto& t = f.theme;
    draw_card(f, {panel}, t.color.in_deep, t.color.edge, 1.6f);
    auto footer_room = panel.inset(t.mm(5), std::min(t.mm(14), panel.height * 0.06f));
    const auto caption =
        footer_room.split_bottom(std::max(fit_caption(f, footer_room.width, c.caption).words.size.height_px, t.mm(10)));
    auto room = footer_room.inset(std::min(t.mm(10), panel.width * 0.06f), 0);
    room.split_bottom(t.mm(4));
    room.split_top(std::min(t.mm(10), room.height * 0.06f));
    if (is_named(f, c.printer)) {
        draw_plate(f, room.split_top(std::ceil(t.type.label.size_px * 1.75f)), *c.printer);
        room.split_top(std::min(t.mm(7), room.height * 0.05f));
    }

    const float slot_height = t.mm(5.4);
    const float shape = badge_shape(f, c.who, c.name_shown, room.width);
    const float width = std::floor(std::min(room.width * 0.9f, (room.height - slot_height) / shape));
    const float height = std::round(width * shape);
    // In a wide panel, keep slot and badge together near the centre.
    room.split_top(std::max(0.0f, room.height - slot_height - height) * 0.25f);
    const Rect slot{room.middle().x - width / 2 - t.mm(6), room.y, width + t.mm(12), slot_height};
    if (!c.is_at_desk) fill_rect(*f.list, slot, t.color.in_slot, slot_height / 2);
    if (!c.is_at_desk && t.color.has_heavy_edges) stroke_rect(*f.list, slot, t.color.edge, slot_height / 2, t.edge_px);
    const float mouth = slot.y + slot_height / 2;
    const Rect badge{room.middle().x - width / 2, std::round(mouth - height * (1 - c.out_of_slot)), width, height};
    badge_from_slot(f, badge, mouth, c.who, c.name_shown);
    draw_caption(f, caption, c.caption, c.side);
}

/// Cuts the room of the badge off `body`.
Rect cut_panel(const Frame& f, Rect& body, std::optional<Side> at) {
    const auto& t = f.theme;
    Rect panel;
    // The panel is on the side of the printer, so that the drawing, its arrow and the badge agree.
    if (t.is_portrait()) {
        const bool is_above = at == Side::above;
        panel = is_above ? body.split_top(body.height * 0.5f) : body.split_bottom(body.height * 0.5f);
        is_above ? body.split_top(t.mm(12)) : body.split_bottom(t.mm(12));
    } else {
        const float width = std::floor(body.width * (t.is_text_large ? 0.4f : 0.37f));
        const bool is_left = at == Side::left;
        panel = is_left ? body.split_left(width) : body.split_right(width);
        is_left ? body.split_left(t.mm(16)) : body.split_right(t.mm(16));
    }
    return panel;
}

}  // namespace

Events draw_checked_in(const State& state, const Frame& f, const CheckedIn& c) {
    const auto& t = f.theme;
    const auto backdrop = in_ground(t);
    auto body = page(f, backdrop);
    std::vector<Offered> own;
    if (c.is_closable) own.push_back({{"done.next", f.words[Msg::done_next], true}, Cancelled{f.now}});
    if (c.offers_more_time) own.push_back({{"done.more_time", f.words[Msg::common_more_time]}, MoreTimeRequested{f.now}});
    auto out = footer(state, f, backdrop, body, {.own = std::move(own)});

    if (c.has_badge) draw_slot(f, cut_panel(f, body, c.side), c);
    const float side = std::min(t.mm(44), body.height * 0.25f);
    draw_sign(*f.list, Icon::tick, body.split_top(side).split_left(side), backdrop.ink);
    body.split_top(std::min(t.mm(14), body.height * 0.06f));
    column(f, body,
           {{c.title, t.type.display, backdrop.ink, 0, {.min_scale = 0.5, .is_balanced = true}, 0},
            {c.text, t.type.sentence, backdrop.quiet, t.mm(8), {.min_scale = 0.8, .is_balanced = true, .is_data = true}, 0}});
    return out;
}

std::string what_now(const Frame& f, bool is_short) {
    const auto& language = f.words.code();
    std::string out = f.seminar.room.in(language);
    if (!out.empty()) out += is_short ? ' ' : '\n';
    out += f.words.filled(Msg::done_starts, {f.words.time(f.seminar.starts)});
    if (is_short) return out;
    if (const auto& note = f.seminar.note.in(language); !note.empty()) out += ' ' + note;
    return out;
}

}  // namespace entre
