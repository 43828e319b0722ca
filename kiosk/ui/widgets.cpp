#include "kiosk/ui/widgets.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "kiosk/ui/shapes.hpp"

namespace entre {
namespace {

struct ButtonColors {
    Rgb fill, label, edge;
    bool has_edge = true;
};

ButtonColors button_colors(const Theme& theme, const Backdrop& backdrop, const ButtonLook& look, bool is_pressed) {
    const auto& c = theme.color;
    ButtonColors out{backdrop.surface, backdrop.ink, backdrop.edge, true};
    if (!look.is_enabled)
        out = {c.disabled, c.on_disabled, c.disabled, false};
    else if (look.kind == ButtonKind::primary || look.is_chosen)
        out = {backdrop.primary, backdrop.on_primary, backdrop.primary, false};
    if (c.has_heavy_edges && !out.has_edge) out = {out.fill, out.label, out.label, true};
    if (is_pressed) out.fill = mixed(out.fill, out.label, 0.14f);
    return out;
}

TextStyle label_style(const Frame& f, const Rect& r, const ButtonLook& look) {
    const auto& type = f.theme.type;
    if (look.kind == ButtonKind::key) return type.key;
    if (look.is_staff && !f.theme.is_text_large) return f.theme.smaller(type.label, 0.85);
    // The primary button gets larger text if its height allows.
    if (look.kind == ButtonKind::primary && r.height > f.theme.primary_height * 1.1f) {
        auto style = type.lead;
        style.weight = Weight::semibold;
        return style;
    }
    if (look.kind == ButtonKind::primary) {
        auto style = type.sentence;
        style.weight = Weight::semibold;
        return style;
    }
    auto style = type.label;
    if (r.height > f.theme.tap * 1.25f && !look.is_staff)
        style.size_px = std::max(style.size_px, std::min(style.size_px * 1.18f, type.sentence.size_px * 0.97f));
    return style;
}

float button_pad(const Frame& f, float width) { return std::min(f.theme.mm(4), width * 0.05f); }

void button_face(const Frame& f, const Rect& r, std::string_view label, const ButtonLook& look, const ButtonColors& colors) {
    const float pad = button_pad(f, r.width);
    const float icon_side =
        std::min(f.theme.mm(look.kind == ButtonKind::key || label.empty() ? 12 : 9), std::min(r.width, r.height) * 0.6f);
    if (label.empty()) {
        const auto middle = r.middle();
        draw_icon(*f.list, look.icon, {middle.x - icon_side / 2, middle.y - icon_side / 2, icon_side, icon_side}, colors.label);
        return;
    }
    auto room = r.inset(pad, 0);
    if (look.icon != Icon::none) {
        const auto side = room.split_left(icon_side + pad);
        draw_icon(*f.list, look.icon, {side.x, r.middle().y - icon_side / 2, icon_side, icon_side}, colors.label);
    }
    const TextOptions how{
        .align = TextAlign::middle, .max_lines = 3, .min_scale = 0.6, .is_centred = true, .is_staff = look.is_staff};
    draw_text(f, room, label, label_style(f, r, look), colors.label, how);
}

float natural_width(const Frame& f, const BarButton& b, float pad) {
    if (b.label.empty()) return f.theme.tap;
    const auto style = label_style(f, {0, 0, 0, f.theme.tap}, {.kind = b.kind, .is_staff = b.is_staff});
    return std::max(std::ceil(f.text.measure({b.label, style}).width_px) + 2 * pad, f.theme.tap * 1.2f);
}

using Row = std::vector<std::size_t>;

/// Distributes buttons over rows: one row if they fit at minimum spacing, otherwise as few rows as possible, evenly filled.
std::vector<Row> bar_rows(const Frame& f, float width, std::span<const BarButton> buttons) {
    const float gap = f.theme.tap_gap;
    std::vector<float> widths;
    for (const auto& b : buttons) widths.push_back(natural_width(f, b, f.theme.mm(4)) + gap);
    const float total = std::accumulate(widths.begin(), widths.end(), 0.0f);
    auto rows_wanted = std::max(1.0f, std::ceil(total / (width + gap)));
    for (;; ++rows_wanted) {
        std::vector<Row> rows(1);
        float used = 0;
        bool fits = true;
        const float even = total / rows_wanted;
        for (std::size_t i = 0; i < buttons.size(); ++i) {
            const bool is_full = used > 0 && (used + widths[i] > width + gap || used + widths[i] * 0.5f > even);
            if (is_full) {
                rows.emplace_back();
                used = 0;
            }
            rows.back().push_back(i);
            used += widths[i];
            fits = fits && used <= width + gap;
        }
        if ((fits && static_cast<float>(rows.size()) <= rows_wanted) || rows_wanted >= static_cast<float>(buttons.size()))
            return rows;
    }
}

}  // namespace

float natural_height(const Frame& f, float width, const std::vector<Block>& blocks) {
    float sum = 0;
    for (std::size_t i = 0; i < blocks.size(); ++i)
        sum += (i > 0 ? blocks[i].gap : 0) +
               fit(f, {0, 0, width, 1e6f}, blocks[i].text, blocks[i].style, blocks[i].how).size.height_px;
    return sum;
}

namespace {

/// Shrinks spacing and font size first, then drops dispensable blocks.
std::vector<Block> fitting(const Frame& f, const Rect& room, std::vector<Block> blocks) {
    std::erase_if(blocks, [](const Block& b) { return b.text.empty(); });
    for (float share = 1; natural_height(f, room.width, blocks) > room.height && share > 0.62f; share *= 0.94f)
        for (auto& b : blocks) {
            b.gap *= 0.9f;
            b.style.size_px = std::max(b.style.size_px * 0.95f, std::min(b.style.size_px, f.theme.min_size_px()));
        }
    while (natural_height(f, room.width, blocks) > room.height) {
        const auto roomiest = std::ranges::max_element(blocks, {}, &Block::spare);
        if (roomiest == blocks.end() || roomiest->spare == 0) break;
        blocks.erase(roomiest);
    }
    return blocks;
}

}  // namespace

Backdrop paper_backdrop(const Theme& theme) {
    const auto& c = theme.color;
    return {c.canvas, c.ink, c.quiet, c.accent, c.surface, c.edge, c.primary, c.on_primary};
}

Backdrop in_ground(const Theme& theme) {
    const auto& c = theme.color;
    if (theme.look == Look::high_contrast) return paper_backdrop(theme);
    return {c.in, c.on_in, c.in_quiet, c.on_in, c.in_deep, mixed(c.in, c.on_in, 0.62f), c.on_in, c.in_deep};
}

Fitted fit(const Frame& f, const Rect& room, std::string_view text, const TextStyle& style, const TextOptions& how) {
    // Staff stand closer and read more, so their text may be smaller; but large text stays large for them too where the screen
    // has room.
    const bool may_be_small = how.is_staff && (!f.theme.is_text_large || f.theme.scale < 0.9);
    const float min_px =
        std::max(f.theme.min_size_px() * (may_be_small ? 0.75f : 1.0f), style.size_px * static_cast<float>(how.min_scale));
    Fitted out{style, {}, std::floor(room.width), how.max_lines};
    for (;;) {
        out.size = f.text.measure({text, out.style, out.width_px, 0, how.align});
        const bool fits = out.size.height_px <= room.height + 1 && !out.size.has_broken_word &&
                          out.size.width_px <= room.width + 1 && (how.max_lines == 0 || out.size.lines <= how.max_lines);
        if (fits || out.style.size_px <= min_px) break;
        out.style.size_px = std::max(min_px, out.style.size_px * 0.96f);
    }
    const int room_for = std::max(1, static_cast<int>((room.height + 2) / (out.style.leading * out.style.size_px)));
    out.max_lines = how.max_lines == 0 ? room_for : std::min(how.max_lines, room_for);
    if (out.size.lines > out.max_lines) out.size = f.text.measure({text, out.style, out.width_px, out.max_lines, how.align});
    if (how.is_balanced && !out.size.is_cut) {
        out.width_px = f.text.balanced_width({text, out.style, out.width_px, 0, how.align});
        out.size = f.text.measure({text, out.style, out.width_px, out.max_lines, how.align});
    }
    return out;
}

float draw_text(const Frame& f, const Rect& room, std::string_view text, const TextStyle& style, Rgb color, TextOptions how) {
    if (text.empty()) return 0;
    const auto fitted = fit(f, room, text, style, how);
    const float spare = std::max(0.0f, room.height - fitted.size.height_px);
    const PointPx at{room.x, room.y + (how.is_centred ? spare / 2 : how.is_at_bottom ? spare : 0)};
    f.text.draw(*f.list, at, {text, fitted.style, fitted.width_px, fitted.max_lines, how.align}, color, how.alpha);
    const float slack = room.width - fitted.size.width_px;
    const float left = how.align == TextAlign::left ? 0 : how.align == TextAlign::middle ? slack / 2 : slack;
    f.tap_targets.texts.push_back({std::string(text),
                                   {at.x + left, at.y, fitted.size.width_px, fitted.size.height_px},
                                   f.theme.cap_mm(fitted.style),
                                   fitted.size.is_cut || fitted.size.has_broken_word || fitted.size.height_px > room.height + 2,
                                   how.is_data,
                                   how.align});
    return fitted.size.height_px;
}

void draw_card(const Frame& f, const Card& card, Rgb fill, Rgb edge, float rounding) {
    f.tap_targets.cards.push_back(card);
    const float radius = f.theme.radius * rounding;
    fill_rect(*f.list, card.rect, fill, radius);
    if (f.theme.color.has_heavy_edges) stroke_rect(*f.list, card.rect, edge, radius, f.theme.edge_px);
}

bool button(const Frame& f, const Backdrop& backdrop, std::string_view id, const Rect& r, std::string_view label,
            ButtonLook look) {
    const bool is_tapped = tap_area(f, id, r, look.is_staff) && look.is_enabled;
    auto& target = f.tap_targets.targets.back();
    target.is_primary = look.kind == ButtonKind::primary;
    target.is_enabled = look.is_enabled;
    target.label = label.empty() ? look.spoken : label;
    const auto colors = button_colors(f.theme, backdrop, look, look.is_enabled && ImGui::IsItemActive());
    fill_rect(*f.list, r, colors.fill, f.theme.radius);
    if (colors.has_edge) stroke_rect(*f.list, r, colors.edge, f.theme.radius, f.theme.edge_px);
    button_face(f, r, label, look, colors);
    return is_tapped;
}

float button_height(const Frame& f, std::string_view label, float width, float usual, ButtonLook look) {
    const auto style = label_style(f, {0, 0, width, usual}, look);
    const float room = width - 2 * button_pad(f, width);
    if (f.text.measure({label, style, room}).lines < 2) return usual;
    auto shrunk = style;  // the label may shrink before it wraps
    shrunk.size_px = std::max(f.theme.min_size_px(), style.size_px * 0.8f);
    const auto lines = static_cast<float>(f.text.measure({label, shrunk, room}).lines);
    return lines < 2 ? usual : std::max(usual, std::ceil(lines * shrunk.size_px * shrunk.leading + f.theme.mm(2)));
}

float button_width(const Frame& f, std::string_view label, float height, ButtonLook look) {
    return std::ceil(f.text.measure({label, label_style(f, {0, 0, 1e4f, height}, look)}).width_px) + 2 * f.theme.mm(8);
}

bool tap_area(const Frame& f, std::string_view id, const Rect& r, bool is_staff) {
    f.tap_targets.targets.push_back({.id = std::string(id), .label = {}, .rect = r, .is_staff = is_staff});
    ImGui::SetCursorScreenPos({r.x, r.y});
    return ImGui::InvisibleButton(("###" + std::string(id)).c_str(), {std::max(1.0f, r.width), std::max(1.0f, r.height)});
}

float bar_height(const Frame& f, float width, std::span<const BarButton> buttons) {
    if (buttons.empty()) return 0;
    const auto rows = static_cast<float>(bar_rows(f, width, buttons).size());
    return rows * f.theme.tap + (rows - 1) * f.theme.tap_gap;
}

namespace {

/// The width of every button where all rows have the same number of buttons and none needs more, so that the columns are
/// straight; otherwise 0.
float grid_width(const Frame& f, float width, const std::vector<Row>& rows, std::span<const BarButton> buttons) {
    const auto count = static_cast<float>(rows.front().size());
    const float even = (width - f.theme.tap_gap * (count - 1)) / count;
    const auto is_short = [&](const Row& row) { return row.size() != rows.front().size(); };
    const auto is_wide = [&](const BarButton& b) { return natural_width(f, b, f.theme.mm(4)) > even; };
    return rows.size() == 1 || std::ranges::any_of(rows, is_short) || std::ranges::any_of(buttons, is_wide) ? 0 : even;
}

}  // namespace

int button_bar(const Frame& f, const Backdrop& backdrop, const Rect& r, std::span<const BarButton> buttons) {
    int tapped = -1;
    const float gap = f.theme.tap_gap;
    const auto rows = bar_rows(f, r.width, buttons);
    if (buttons.empty()) return tapped;
    const float even = grid_width(f, r.width, rows, buttons);
    Rect rest = r;
    for (const auto& row : rows) {
        auto line = rest.split_top(f.theme.tap);
        rest.split_top(gap);
        const auto count = static_cast<float>(row.size());
        float natural = gap * (count - 1);
        for (const auto i : row) natural += natural_width(f, buttons[i], f.theme.mm(4));
        const float spare = std::max(0.0f, line.width - natural);
        // A single row keeps its natural width; several rows fill the width like a table.
        const bool is_filled = rows.size() > 1 || f.theme.is_portrait();
        const float extra = is_filled ? spare / count : std::min(spare / count, f.theme.mm(9));
        const float behind = natural + extra * count;
        float x = is_filled ? line.x : line.right() - behind;
        float x_at_start = line.x;
        for (const auto i : row) {
            const float width = even > 0 ? even : natural_width(f, buttons[i], f.theme.mm(4)) + extra;
            const float from = !is_filled && buttons[i].is_at_start ? x_at_start : x;
            const Rect place{std::round(from), line.y, std::round(from + width) - std::round(from), line.height};
            x_at_start += width + gap;
            x += width + gap;
            if (button(f, backdrop, buttons[i].id, place, buttons[i].label,
                       {.kind = buttons[i].kind,
                        .icon = buttons[i].icon,
                        .is_staff = buttons[i].is_staff,
                        .is_chosen = buttons[i].is_chosen,
                        .spoken = buttons[i].spoken}))
                tapped = static_cast<int>(i);
        }
    }
    return tapped;
}

float column(const Frame& f, const Rect& room, std::vector<Block> blocks) {
    blocks = fitting(f, room, std::move(blocks));
    Rect rest = room;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (i > 0) rest.split_top(blocks[i].gap);
        rest.split_top(draw_text(f, rest, blocks[i].text, blocks[i].style, blocks[i].color, blocks[i].how));
    }
    return rest.y - room.y;
}

float column_height(const Frame& f, const Rect& room, std::vector<Block> blocks) {
    return natural_height(f, room.width, fitting(f, room, std::move(blocks)));
}

}  // namespace entre
