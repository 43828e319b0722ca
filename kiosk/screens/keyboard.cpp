#include "kiosk/screens/keyboard.hpp"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "core/base/text.hpp"
#include "kiosk/screens/parts.hpp"
#include "kiosk/ui/shapes.hpp"

namespace entre {
namespace {

struct Key {
    std::string_view lower, upper;
    float width = 1;
    Icon icon = Icon::none;
};

using KeyRow = std::vector<Key>;
constexpr std::string_view shift_key = "shift", erase_key = "erase", space_key = " ";

std::vector<KeyRow> visitor_keys(std::string_view language) {
    std::vector<KeyRow> rows{
        {{"q", "Q"}, {"w", "W"}, {"e", "E"}, {"r", "R"}, {"t", "T"}, {"y", "Y"}, {"u", "U"}, {"i", "I"}, {"o", "O"}, {"p", "P"}},
        {{"a", "A"}, {"s", "S"}, {"d", "D"}, {"f", "F"}, {"g", "G"}, {"h", "H"}, {"j", "J"}, {"k", "K"}, {"l", "L"}},
        {{shift_key, shift_key, 1.5f, Icon::shift},
         {"z", "Z"},
         {"x", "X"},
         {"c", "C"},
         {"v", "V"},
         {"b", "B"},
         {"n", "N"},
         {"m", "M"},
         {"-", "-"},
         {erase_key, erase_key, 1.5f, Icon::erase}},
        {{"é", "É"}, {"ü", "Ü"}, {"ø", "Ø"}, {"æ", "Æ"}, {space_key, space_key, 4}, {"'", "'"}}};
    if (language == "sv") {
        rows[0].push_back({"å", "Å"});
        rows[1].push_back({"ö", "Ö"});
        rows[1].push_back({"ä", "Ä"});
        return rows;
    }
    rows[3] = {{"å", "Å"}, {"ä", "Ä"}, {"ö", "Ö"}, {"é", "É"}, {space_key, space_key, 3}, {"ü", "Ü"}, {"ø", "Ø"}, {"'", "'"}};
    return rows;
}

KeyRow address_signs() {
    KeyRow row;
    for (const std::string_view sign : {".", ":", "_", "?", "=", "&", "%", "#", "@", "+", "~"}) row.push_back({sign, sign});
    return row;
}

std::vector<KeyRow> staff_keys(KeyboardFor whom) {
    auto rows = visitor_keys("sv");
    rows[3] = {{"é", "É"},
               {"ü", "Ü"},
               {"ø", "Ø"},
               {"æ", "Æ"},
               {space_key, space_key, 4},
               {".", "."},
               {"&", "&"},
               {":", ":"},
               whom == KeyboardFor::organisers ? Key{",", ","} : Key{"'", "'"}};
    if (whom == KeyboardFor::addresses) rows[3] = address_signs();
    rows.insert(rows.begin(), KeyRow{{"1", "1"},
                                     {"2", "2"},
                                     {"3", "3"},
                                     {"4", "4"},
                                     {"5", "5"},
                                     {"6", "6"},
                                     {"7", "7"},
                                     {"8", "8"},
                                     {"9", "9"},
                                     {"0", "0"},
                                     {"/", "/"}});
    return rows;
}

int key_rows(KeyboardFor whom) { return whom == KeyboardFor::visitors ? 4 : 5; }

/// A whole number of px, so that rounded edges keep their distance.
float key_gap(const Frame& f) {
    return std::ceil(std::max(f.theme.mm(3.2), std::min(f.theme.tap_gap, f.theme.min_tap * 0.155f)));
}

Event meaning(const Frame& f, const Key& key, bool is_shift_on) {
    if (key.lower == shift_key) return ShiftToggled{f.now};
    if (key.lower == erase_key) return Erased{f.now};
    return Typed{std::string(is_shift_on ? key.upper : key.lower), f.now};
}

/// Letters have equal widths; shift, erase and space take the remaining width, so that the keyboard's edges are straight.
Events draw_row(const Frame& f, Rect room, const KeyRow& row, float unit, bool is_shift_on, bool is_staff) {
    Events out;
    const float gap = key_gap(f);
    float taken = -gap, elastic = 0;
    for (const auto& key : row) {
        taken += gap + (key.width > 1 ? 0 : unit);
        if (key.width > 1) elastic += key.width;
    }
    if (elastic == 0) room.split_left((room.width - taken) / 2);
    const float share = elastic == 0 ? 0 : (room.width - taken) / elastic;
    float from = room.x;
    for (const auto& key : row) {
        // Edges are rounded, not widths, so that every row ends where the room ends.
        const float to = from + (key.width > 1 ? key.width * share : unit);
        const Rect place{std::round(from), room.y, std::round(to) - std::round(from), room.height};
        from = to + gap;
        const bool is_shift = key.lower == shift_key, is_space = key.lower == space_key;
        const auto label = key.icon != Icon::none ? std::string_view()
                           : is_space             ? std::string_view(f.words[Msg::keyboard_space])
                                                  : (is_shift_on ? key.upper : key.lower);
        const ButtonLook look{.kind = is_space ? ButtonKind::quiet : ButtonKind::key,
                              .icon = key.icon,
                              .is_staff = is_staff,
                              .is_chosen = is_shift && is_shift_on,
                              .spoken = f.words[is_shift ? Msg::spoken_shift : Msg::spoken_erase]};
        const auto id = is_space ? std::string("key.space") : "key." + std::string(key.lower);
        if (button(f, paper_backdrop(f.theme), id, place, label, look)) out.push_back(meaning(f, key, is_shift_on));
    }
    return out;
}

}  // namespace

bool draw_field(const Frame& f, const Rect& r, std::string_view id, std::string_view name, std::string_view typed, bool is_active,
                bool is_staff) {
    const auto& t = f.theme;
    const bool is_tapped = tap_area(f, id, r);
    f.tap_targets.targets.back().label = std::string(name) + (typed.empty() ? "" : ": " + std::string(typed));
    fill_rect(*f.list, r, t.color.surface, t.radius);
    stroke_rect(*f.list, r, is_active ? t.color.accent : t.color.edge, t.radius, is_active ? t.edge_px * 2.5f : t.edge_px);
    auto room = r.inset(t.mm(5), t.mm(2.4));
    auto label = t.type.kicker;
    label.weight = Weight::regular;
    label.leading = 1.2f;
    room.split_top(
        draw_text(f, room, name, label, t.color.quiet, {.max_lines = 1, .min_scale = is_staff ? 0.6 : 1, .is_staff = is_staff}));
    auto style = t.type.sentence;
    style.weight = Weight::semibold;
    style.leading = 1.2f;
    // While a long name is being typed its end shows, because that was typed last; otherwise its beginning.
    std::string text(typed);
    for (auto rest = graphemes(typed);
         is_active && rest.size() > 1 && f.text.measure({text, style}).width_px > room.width - t.mm(2);) {
        rest.erase(rest.begin());
        text = "…";
        for (const auto& part : rest) text += part;
    }
    const float line = style.size_px * style.leading;
    const Rect at{room.x, room.bottom() - line, room.width, line};
    draw_text(f, at, text, style, t.color.ink,
              {.max_lines = 1, .min_scale = is_active ? 1 : 0.7, .is_data = true, .is_staff = is_staff});
    if (is_active) {
        // Hebrew and Arabic are right-aligned and grow to the left.
        const bool is_leftward =
            !text.empty() && static_cast<unsigned char>(text[0]) >= 0xD6 && static_cast<unsigned char>(text[0]) < 0xE0;
        const float typed_width = f.text.measure({text, style}).width_px;
        const float x = is_leftward ? at.right() - typed_width - t.mm(1.5) : at.x + typed_width + t.mm(0.8);
        fill_rect(*f.list, {x, at.y + line * 0.1f, std::max(2.0f, t.mm(0.7)), line * 0.8f}, t.color.accent);
    }
    return is_tapped;
}

Rect keyboard_room(const Frame& f, const Rect& room) {
    const auto width = static_cast<float>(f.theme.screen.width);
    const float min_size = 11 * f.theme.min_tap + 10 * key_gap(f);
    const float side = std::min(room.x, std::max(0.0f, std::floor((width - min_size) / 2) - 1));
    return {side, room.y, width - 2 * side, room.height};
}

float keyboard_height(const Frame& f, float available, KeyboardFor whom) {
    const float gap = key_gap(f), min_size = whom == KeyboardFor::visitors ? f.theme.min_tap : f.theme.staff_tap;
    const auto rows = static_cast<float>(key_rows(whom));
    const float key = std::clamp((available - gap * (rows - 1)) / rows, min_size, std::max(min_size, f.theme.mm(25)));
    return key * rows + gap * (rows - 1);
}

Events draw_keyboard(const Frame& f, const Rect& room, bool is_shift_on, KeyboardFor whom) {
    const bool is_staff = whom != KeyboardFor::visitors;
    const auto rows = is_staff ? staff_keys(whom) : visitor_keys(f.words.code());
    const float gap = key_gap(f), count = static_cast<float>(rows.size());
    const float height = (room.height - gap * (count - 1)) / count;
    float unit = room.width;
    for (const auto& row : rows) {
        if (std::ranges::any_of(row, [](const Key& key) { return key.width > 1; })) continue;
        unit = std::min(unit, (room.width - gap * (static_cast<float>(row.size()) - 1)) / static_cast<float>(row.size()));
    }
    Events out;
    Rect rest = room;
    for (const auto& row : rows) {
        for (auto& e : draw_row(f, rest.split_top(std::floor(height)), row, unit, is_shift_on, is_staff))
            out.push_back(std::move(e));
        rest.split_top(gap);
    }
    return out;
}

Events draw_keypad(const Frame& f, const Rect& room, std::string_view go, bool is_ready) {
    const auto backdrop = paper_backdrop(f.theme);
    const float gap = std::max(f.theme.tap_gap, key_gap(f));
    const float width = (room.width - 2 * gap) / 3, height = std::floor((room.height - 3 * gap) / 4);
    // Edges are rounded, not widths, so that the last column ends where the room ends.
    const auto place = [&](int column, int row) {
        const float from = room.x + static_cast<float>(column) * (width + gap), to = from + width;
        return Rect{std::round(from), room.y + static_cast<float>(row) * (height + gap), std::round(to) - std::round(from),
                    height};
    };
    Events out;
    for (int i = 0; i < 10; ++i) {
        const auto digit = std::to_string((i + 1) % 10);
        const auto at = i == 9 ? place(1, 3) : place(i % 3, i / 3);
        if (button(f, backdrop, "pin." + digit, at, digit, {.kind = ButtonKind::key})) out.push_back(Typed{digit, f.now});
    }
    if (button(f, backdrop, "pin.erase", place(0, 3), "",
               {.kind = ButtonKind::key, .icon = Icon::erase, .spoken = f.words[Msg::spoken_erase]}))
        out.push_back(Erased{f.now});
    if (button(f, backdrop, "pin.go", place(2, 3), go, {.kind = ButtonKind::primary, .is_enabled = is_ready}))
        out.push_back(Confirmed{f.now});
    return out;
}

float name_field_height(const Frame& f) {
    const auto& type = f.theme.type;
    return std::ceil(std::max(f.theme.tap, (type.kicker.size_px + type.sentence.size_px) * 1.2f + f.theme.mm(5.6)));
}

Events draw_name_fields(const Frame& f, const Rect& room, const Names& names) {
    Events out;
    const float gap = f.theme.tap_gap;
    auto left = room;
    const auto right = left.split_right(std::floor((room.width - gap) / 2));
    left.split_right(gap);
    if (draw_field(f, left, "name.given", f.words[Msg::name_given], names.given, names.field == NameField::given))
        out.push_back(FieldChosen{NameField::given, f.now});
    if (draw_field(f, right, "name.family", f.words[Msg::name_family], names.family, names.field == NameField::family))
        out.push_back(FieldChosen{NameField::family, f.now});
    return out;
}

Events draw_name_page(const State& state, const Frame& f, const NamePage& p) {
    const auto& t = f.theme;
    const auto backdrop = paper_backdrop(t);
    auto body = page(f, backdrop);
    if (!t.is_portrait()) {  // a keyboard needs height more than padding
        const float lift = std::min(t.mm(10), body.y * 0.5f);
        body.y -= lift;
        body.height += lift;
    }
    const std::string id(p.id);
    auto out = footer(state, f, backdrop, body, {.own = {{{id + ".back", f.words[Msg::common_back], true}, Cancelled{f.now}}}});
    if (!t.is_portrait()) body.height += t.mm(2);

    const auto field = name_field_height(f), gap = std::max(t.tap_gap, t.mm(5));
    const auto primary = std::max(field, t.min_primary);
    const auto fields_height = t.is_portrait() ? field + gap + primary : primary;
    const float min_keys = keyboard_height(f, 0);
    const float words = body.height - fields_height - min_keys - 2 * gap;
    const Rgb hint_color = p.is_refused ? t.color.on_notice : t.color.quiet;
    auto hint = t.type.body;
    if (p.is_refused) hint.weight = Weight::semibold;
    auto title = t.type.title;
    title.leading = 1.15f;
    const float used =
        column(f, {body.x, body.y, body.width, std::max(words, title.size_px * 1.15f)},
               {{std::string(p.title), title, backdrop.ink, 0, {.max_lines = 1, .min_scale = 0.5}, p.is_refused ? 2 : 0},
                {std::string(p.hint), hint, hint_color, t.mm(2), {.max_lines = 2, .min_scale = 0.85}, p.is_refused ? 0 : 1}});
    body.split_top(used + gap);

    // On a tall screen the fields and the keyboard are in the lower half, within everybody's reach.
    if (t.is_portrait()) {
        const float used_below =
            fields_height + gap + std::min(keyboard_height(f, body.height - fields_height - gap), body.height);
        body.split_top(std::max(0.0f, std::floor(body.height - used_below)));
    }
    auto fields = body.split_top(fields_height);
    auto go = t.is_portrait() ? fields.split_bottom(primary) : fields.split_right(std::floor(fields.width * 0.2f));
    t.is_portrait() ? fields.split_bottom(gap) : fields.split_right(t.tap_gap);
    for (auto& e : draw_name_fields(f, fields, p.names)) out.push_back(std::move(e));
    if (button(f, backdrop, id + ".go", go, p.go, {.kind = ButtonKind::primary, .is_enabled = p.is_ready}))
        out.push_back(Confirmed{f.now});

    body.split_top(gap);
    // On a screen of ten inches the keys shrink, so that they do not overlap the footer.
    const float height = std::min(keyboard_height(f, body.height), body.height);
    const float spare = std::max(0.0f, body.height - height);
    const Rect place{t.margin, std::floor(body.y + spare * (t.is_portrait() ? 1.0f : 0.5f)),
                     static_cast<float>(t.screen.width) - 2 * t.margin, height};
    for (auto& e : draw_keyboard(f, keyboard_room(f, place), p.is_shift_on)) out.push_back(std::move(e));
    return out;
}

}  // namespace entre
