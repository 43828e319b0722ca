#include "kiosk/screens/parts.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/ui/shapes.hpp"

namespace entre {
namespace {

std::vector<BarButton> buttons_of(const std::vector<Offered>& offers) {
    std::vector<BarButton> out;
    for (const auto& o : offers) out.push_back(o.button);
    return out;
}

BadgeTexture picture_of(const Frame& f, const Registration& who, BadgeName name_shown, float width) {
    return f.badge_picture ? f.badge_picture(who, name_shown, static_cast<int>(std::ceil(width))) : BadgeTexture{};
}

/// Shown when there is no picture of the badge: name and organisation on white, in about the same places.
void plain_badge(const Frame& f, const Rect& card, const Registration& who, BadgeName name_shown) {
    auto room = card.inset(card.width * 0.085f, card.height * 0.1f);
    TextStyle name = f.theme.type.title, organisation = f.theme.type.body;
    name.size_px = card.width * 0.1f;
    organisation.size_px = card.width * 0.046f;
    const auto text = name_shown == BadgeName::given_only ? greeting_name(who) : display_name(who);
    room.split_top(room.height * 0.14f);
    const TextOptions how{.max_lines = 2, .min_scale = 0.3, .is_data = true, .is_staff = true};
    draw_text(f, {room.x, room.y, room.width, room.height * 0.55f}, text, name, f.theme.color.on_paper, how);
    if (!who.is_protected)
        draw_text(f, room.split_bottom(room.height * 0.3f), who.organisation, organisation, f.theme.color.on_paper, how);
}

void badge_face(const Frame& f, const Rect& card, const Registration& who, BadgeName name_shown) {
    const auto picture = picture_of(f, who, name_shown, card.width);
    fill_rect(*f.list, card, f.theme.color.paper, f.theme.mm(3));
    if (picture.texture != 0)
        fill_picture(*f.list, card, picture.texture, picture.size, f.theme.mm(3), false);
    else
        plain_badge(f, card, who, name_shown);
}

TextStyle notice_style(const Frame& f) {
    auto style = f.theme.type.body;
    style.weight = Weight::semibold;
    return style;
}

float notice_words_width(const Frame& f, float width) { return width - f.theme.mm(3 * 4 + 11); }

float notice_height(const Frame& f, float width, std::string_view text) {
    const auto size = f.text.measure({text, notice_style(f), notice_words_width(f, width)});
    return std::max(size.height_px, f.theme.mm(11)) + 2 * f.theme.mm(4);
}

/// An amber notice with an icon: something does not work, and it is not the visitor's fault.
void draw_notice(const Frame& f, const Rect& room, std::string_view text) {
    const auto& c = f.theme.color;
    const float pad = f.theme.mm(4), side = f.theme.mm(11);
    const auto size = f.text.measure({text, notice_style(f), notice_words_width(f, room.width)});
    const Rect card{room.x, room.y, std::min(room.width, size.width_px + side + 4 * pad), room.height};
    draw_card(f, {card, true}, c.notice, c.on_notice);
    draw_sign(*f.list, Icon::info, {card.x + pad, card.middle().y - side / 2, side, side}, c.on_notice);
    draw_text(f, {card.x + side + 2 * pad, card.y, notice_words_width(f, room.width), card.height}, text, notice_style(f),
              c.on_notice, {.is_centred = true});
}

float action_height(const Frame& f) { return std::max(f.theme.primary_height * 0.8f, f.theme.min_primary); }

float actions_height(const Frame& f, std::size_t count) {
    if (count == 0) return 0;
    const auto rows = f.theme.is_portrait() ? static_cast<float>(count) : 1.0f;
    return action_height(f) * rows + f.theme.tap_gap * (rows - 1);
}

/// Draws the primary action first; side by side on wide screens, otherwise stacked.
Events draw_actions(const Frame& f, const Backdrop& backdrop, Rect area, const std::vector<Offered>& actions, bool are_equal) {
    Events out;
    if (actions.empty()) return out;
    const auto& t = f.theme;
    const bool is_stacked = t.is_portrait();
    const auto count = static_cast<float>(actions.size());
    const float gap = is_stacked ? t.tap_gap : std::max(t.tap_gap, t.mm(6));
    float widest = t.mm(112);
    for (const auto& a : actions) widest = std::max(widest, button_width(f, a.button.label, action_height(f)));
    const float width = is_stacked ? area.width : std::min((area.width - gap * (count - 1)) / count, widest);
    for (std::size_t i = 0; i < actions.size(); ++i) {
        // Edges are rounded, not widths, so that a full row ends where the area ends.
        const float from = is_stacked ? area.x : area.x + static_cast<float>(i) * (width + gap);
        const Rect place{std::round(from), area.y, std::round(from + width) - std::round(from), action_height(f)};
        if (is_stacked) area.split_top(action_height(f) + gap);
        const auto kind = i == 0 && !are_equal ? ButtonKind::primary : ButtonKind::quiet;
        if (button(f, backdrop, actions[i].button.id, place, actions[i].button.label, {.kind = kind}))
            out.push_back(actions[i].event);
    }
    return out;
}

}  // namespace

Rect page(const Frame& f, const Backdrop& backdrop) {
    const auto& t = f.theme;
    const Rect all{0, 0, static_cast<float>(t.screen.width), static_cast<float>(t.screen.height)};
    fill_canvas(*f.list, backdrop.canvas);
    auto out = all.inset(t.margin, 0);
    out.split_top(std::round(std::min(t.mm(24), all.height * (t.is_text_large ? 0.05f : 0.095f))));
    out.split_bottom(std::round(std::min(t.mm(16), all.height * 0.06f)));
    return out;
}

Events offer(const Frame& f, const Backdrop& backdrop, const Rect& r, const std::vector<Offered>& offers) {
    const int tapped = button_bar(f, backdrop, r, buttons_of(offers));
    return tapped < 0 ? Events{} : Events{offers[static_cast<std::size_t>(tapped)].event};
}

float offer_height(const Frame& f, float width, const std::vector<Offered>& offers) {
    return bar_height(f, width, buttons_of(offers));
}

std::vector<Offered> language_offers(const Frame& f) {
    std::vector<Offered> out;
    for (std::size_t i = 0; i < f.languages.size(); ++i)
        if (f.languages[i].code() != f.words.code())
            out.push_back({{"language." + f.languages[i].code(), f.languages[i].name()}, LanguageChosen{i, f.now}});
    return out;
}

Events footer(const State& state, const Frame& f, const Backdrop& backdrop, Rect& rest, Footer what) {
    const bool is_closing = is_closing_soon(state, f.now);
    std::vector<Offered> offers;
    if (is_closing) offers.push_back({{"foot.more_time", f.words[Msg::common_more_time]}, MoreTimeRequested{f.now}});
    for (auto& o : what.own) offers.push_back(std::move(o));
    const auto& chosen = state.preferences;
    offers.push_back({{.id = "foot.text_size",
                       .label = {},
                       .icon = Icon::text_size,
                       .is_chosen = chosen.is_text_large,
                       .spoken = f.words[Msg::spoken_text_size]},
                      TextSizeToggled{f.now}});
    offers.push_back({{.id = "foot.contrast",
                       .label = {},
                       .icon = Icon::contrast,
                       .is_chosen = chosen.is_contrast_high,
                       .spoken = f.words[Msg::spoken_contrast]},
                      ContrastToggled{f.now}});
    if (f.theme.is_portrait() || chosen.is_low)
        offers.push_back({{.id = "foot.reach",
                           .label = {},
                           .icon = Icon::reach,
                           .is_chosen = chosen.is_low,
                           .spoken = f.words[Msg::spoken_reach]},
                          ReachToggled{f.now}});
    for (auto& o : language_offers(f)) offers.push_back(std::move(o));
    if (what.has_staff) offers.push_back({{"foot.staff", f.words[Msg::common_call_staff]}, StaffCalled{f.now}});

    const std::string_view words = is_closing ? std::string_view(f.words[Msg::common_closing]) : what.hint;
    const auto bar = rest.split_bottom(offer_height(f, rest.width, offers));
    auto out = offer(f, backdrop, bar, offers);
    float leftmost = bar.right();
    for (const auto& o : offers)
        if (const auto* target = f.tap_targets.find(o.button.id)) leftmost = std::min(leftmost, target->rect.x);

    const auto& style = f.theme.type.body;
    const float room = leftmost - bar.x - f.theme.mm(8);
    const auto beside = f.text.measure({words, style, std::max(1.0f, room)});
    const bool is_beside = room > f.theme.mm(60) && bar.height <= f.theme.tap && beside.height_px <= bar.height * 1.05f;
    const float height = words.empty() || is_beside ? 0 : f.text.measure({words, style, rest.width}).height_px;
    if (!words.empty() && is_beside)
        draw_text(f, {bar.x, bar.y, room, bar.height}, words, style, backdrop.quiet, {.is_centred = true, .is_balanced = true});
    else if (!words.empty()) {
        rest.split_bottom(f.theme.mm(4));
        draw_text(f, rest.split_bottom(height + 2), words, style, backdrop.quiet, {.is_balanced = true});
    }
    rest.split_bottom(f.theme.mm(f.theme.is_portrait() ? 16 : 8));
    return out;
}

Events draw_message(const State& state, const Frame& f, const Backdrop& backdrop, const Message& m) {
    const auto& t = f.theme;
    auto body = page(f, backdrop);
    auto out = footer(state, f, backdrop, body, {.own = m.footer, .has_staff = !m.is_about_staff});
    if (!t.is_portrait()) body.width = std::min(body.width, t.mm(380));

    const float actions = actions_height(f, m.actions.size()), air = std::min(t.mm(16), body.height * 0.06f);
    const float widest_side = std::min(t.mm(40), body.height * 0.22f),
                notice = m.notice.empty() ? 0 : notice_height(f, body.width, m.notice);
    const float taken = air + (actions > 0 ? actions + air : 0) + (notice > 0 ? notice + air * 0.75f : 0);
    auto text_style = t.type.sentence;
    if (m.is_text_strong) text_style = t.type.lead;
    const std::vector<Block> blocks{{m.title, t.type.display, backdrop.ink, 0, {.min_scale = 0.5, .is_balanced = true}, 0},
                                    {m.text,
                                     text_style,
                                     m.is_text_strong ? backdrop.accent : backdrop.quiet,
                                     t.mm(6),
                                     {.min_scale = 0.6, .is_balanced = true, .is_data = m.is_text_strong},
                                     0}};
    // The sign shrinks before the text does.
    const Rect all_room{body.x, body.y, body.width, body.height - taken};
    const float side =
        std::clamp(all_room.height - column_height(f, all_room, blocks), std::min(t.mm(14), widest_side), widest_side);
    const Rect text_room{body.x, body.y, body.width, all_room.height - side};
    const float spare = std::max(0.0f, text_room.height - column_height(f, text_room, blocks));

    body.split_top(std::floor(spare * (t.is_portrait() ? 0.3f : 0.36f)));
    draw_sign(*f.list, m.sign, body.split_top(side).split_left(side), backdrop.ink);
    body.split_top(air);
    body.split_top(column(f, {body.x, body.y, body.width, text_room.height}, blocks));
    if (notice > 0) {
        body.split_top(air * 0.75f);
        draw_notice(f, body.split_top(notice), m.notice);
    }
    body.split_top(air);
    for (auto& event : draw_actions(f, backdrop, body, m.actions, m.are_equal)) out.push_back(std::move(event));
    return out;
}

float badge_shape(const Frame& f, const Registration& who, BadgeName name_shown, float width) {
    const auto picture = picture_of(f, who, name_shown, width);
    return picture.texture == 0 ? 0.62f
                                : static_cast<float>(picture.size.height) / static_cast<float>(std::max(1, picture.size.width));
}

Rect badge_card(const Frame& f, const Rect& room, const Registration& who, BadgeName name_shown) {
    const float shape = badge_shape(f, who, name_shown, room.width);
    const float width = std::floor(std::min(room.width, room.height / shape));
    const Rect card{room.x, room.y, width, std::round(width * shape)};
    if (f.theme.color.has_shadow) {
        soft_shadow(*f.list, card, f.theme.mm(3), f.theme.mm(10), f.theme.color.ink, 0.15f);
        fill_rect(*f.list, card.moved(0, f.theme.edge_px), mixed(f.theme.color.canvas, f.theme.color.ink, 0.12f), f.theme.mm(3));
    }
    badge_face(f, card, who, name_shown);
    f.tap_targets.cards.push_back({card});
    return card;
}

void badge_from_slot(const Frame& f, const Rect& r, float slot_y, const Registration& who, BadgeName name_shown) {
    const auto whole = static_cast<float>(f.theme.screen.height);
    f.list->PushClipRect({r.x - 1, slot_y}, {r.right() + 1, whole}, true);
    badge_face(f, r, who, name_shown);
    f.list->PopClipRect();
}

std::string badge_way(const Frame& f, std::optional<Side> side) {
    if (!side) return {};
    switch (*side) {
        case Side::left:
            return f.words[Msg::badge_out_left];
        case Side::right:
            return f.words[Msg::badge_out_right];
        case Side::above:
            return f.words[Msg::badge_out_above];
        case Side::below:
            break;
    }
    return f.words[Msg::badge_out_below];
}

const PrinterSettings* printer_called(const Seminar& seminar, std::string_view name) {
    const auto it = std::ranges::find(seminar.printers, name, &PrinterSettings::name);
    return it == seminar.printers.end() ? nullptr : &*it;
}

std::optional<Side> side_of(const State& state, const Seminar& seminar, std::string_view printer) {
    if (!printer.empty()) {
        const auto* has_it = printer_called(seminar, printer);
        return has_it == nullptr ? std::nullopt : std::optional(has_it->side);
    }
    std::optional<Side> side;
    for (const auto& candidate : seminar.printers) {
        const auto news = std::ranges::find(state.devices.printers, candidate.name, &Devices::PrinterNews::name);
        if (news != state.devices.printers.end() && stops_printing(news->fault)) continue;
        if (side && *side != candidate.side) return std::nullopt;
        side = candidate.side;
    }
    return side;
}

float progress(const Frame& f, Clock::time_point start, std::chrono::milliseconds length) {
    if (f.is_motion_reduced) return 1;
    return std::clamp(std::chrono::duration<float>(f.now - start) / std::chrono::duration<float>(length), 0.0f, 1.0f);
}

namespace {

/// A visitor called for staff: amber by the lock until staff answer the call. Only the sign where large text has no room.
void draw_help_mark(const Frame& f, float right) {
    const auto& t = f.theme;
    auto style = t.type.kicker;
    style.weight = Weight::semibold;
    const auto& text = f.words[Msg::welcome_help_waits];
    const auto size = f.text.measure({text, style});
    const float icon = t.mm(6), pad = t.mm(3), top = t.mm(1), height = std::max(size.height_px, icon) + t.mm(2);
    const bool has_text = top + height < static_cast<float>(t.screen.height) * (t.is_text_large ? 0.05f : 0.095f);
    const float width = icon + 2 * pad + (has_text ? size.width_px + pad : 0);
    const Rect mark{std::floor(right - width), top, width, has_text ? height : icon + t.mm(2)};
    fill_rect(*f.list, mark, t.color.notice, mark.height / 2);
    stroke_rect(*f.list, mark, t.color.on_notice, mark.height / 2, t.edge_px);
    draw_icon(*f.list, Icon::bell, {mark.x + pad, mark.middle().y - icon / 2, icon, icon}, t.color.on_notice);
    if (!has_text) return;
    draw_text(f, {mark.x + 2 * pad + icon, mark.y, size.width_px + 2, mark.height}, text, style, t.color.on_notice,
              {.is_centred = true});
}

}  // namespace

Events staff_door(const State& state, const Frame& f) {
    const float side = f.theme.tap * 0.92f < static_cast<float>(20.05 * f.theme.px_per_mm) ? f.theme.tap : f.theme.tap * 0.92f;
    if (!state.help.empty()) draw_help_mark(f, static_cast<float>(f.theme.screen.width) - side - f.theme.mm(1));
    if (!state.rules.has_pin) return {};
    const Rect corner{static_cast<float>(f.theme.screen.width) - side, 0, side, side};
    const float icon = f.theme.mm(5);
    const bool is_tapped = tap_area(f, "welcome.staff_door", corner);
    draw_icon(*f.list, Icon::lock, {corner.right() - f.theme.mm(5) - icon, f.theme.mm(5), icon, icon},
              mixed(f.theme.color.canvas, f.theme.color.quiet, 0.75f));
    return is_tapped ? Events{StaffDoorOpened{f.now}} : Events{};
}

}  // namespace entre
