#include "kiosk/screens/camera.hpp"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/ui/shapes.hpp"
#include "kiosk/ui/tap_targets.hpp"

namespace entre {
namespace {

using Corners = std::array<PointPx, 4>;

Corners corners_of(const Rect& r) { return {{{r.x, r.y}, {r.right(), r.y}, {r.right(), r.bottom()}, {r.x, r.bottom()}}}; }

Corners between(const Corners& from, const Corners& to, float share) {
    Corners out;
    for (std::size_t i = 0; i < 4; ++i)
        out[i] = {from[i].x + (to[i].x - from[i].x) * share, from[i].y + (to[i].y - from[i].y) * share};
    return out;
}

/// The code's corners on the screen. The picture is mirrored and cropped to fill the frame.
Corners code_on_glass(const CameraPicture& camera, const Rect& room) {
    const auto width = static_cast<float>(std::max(1, camera.size.width)),
               height = static_cast<float>(std::max(1, camera.size.height));
    const float zoom = std::max(room.width / width, room.height / height);
    Corners out;
    for (std::size_t i = 0; i < 4; ++i) {
        const auto p = (*camera.code)[i];
        // Mirroring reverses the corner order; i ^ 1 makes it clockwise again.
        out[i ^ 1u] = {room.middle().x + (0.5f - p.x) * width * zoom, room.middle().y + (p.y - 0.5f) * height * zoom};
    }
    const auto middle = PointPx{(out[0].x + out[2].x) / 2, (out[0].y + out[2].y) / 2};
    for (auto& p : out) {
        p = {middle.x + (p.x - middle.x) * 1.25f, middle.y + (p.y - middle.y) * 1.25f};
        p = {std::clamp(p.x, room.x + 12, room.right() - 12), std::clamp(p.y, room.y + 12, room.bottom() - 12)};
    }
    return out;
}

/// Modules of a decorative code that encodes nothing; only its look matters.
bool is_dark(int x, int y) {
    const auto in_finder = [&](int fx, int fy) {
        const int u = x - fx, v = y - fy;
        return u == 0 || u == 6 || v == 0 || v == 6 || (u > 1 && u < 5 && v > 1 && v < 5);
    };
    if (x < 7 && y < 7) return in_finder(0, 0);
    if (x >= 14 && y < 7) return in_finder(14, 0);
    if (x < 7 && y >= 14) return in_finder(0, 14);
    if (x == 7 || y == 7 || (x == 13 && y < 8) || (y == 13 && x < 8)) return (x + y) % 2 == 0 && x > 7 && y > 7;
    const unsigned mixed_bits = static_cast<unsigned>(x * 73 + y * 151 + x * y * 31) * 2654435761u;
    return (mixed_bits >> 27) % 2 == 0;
}

void draw_code(ImDrawList& list, const Turned& phone, float side, Rgb dark) {
    const float unit = side / 21;
    const auto flags = list.Flags;
    list.Flags &= ~ImDrawListFlags_AntiAliasedFill;  // antialiasing would leave hairlines between neighbours
    for (int y = 0; y < 21; ++y)
        for (int x = 0; x < 21; ++x) {
            if (!is_dark(x, y)) continue;
            int end = x;
            while (end + 1 < 21 && is_dark(end + 1, y)) ++end;
            const float left = -side / 2 + static_cast<float>(x) * unit, right = -side / 2 + static_cast<float>(end + 1) * unit;
            const float top = -side / 2 + static_cast<float>(y) * unit, low = top + unit + 0.4f;
            const PointPx p[] = {phone.at(left, top), phone.at(right, top), phone.at(right, low), phone.at(left, low)};
            list.AddQuadFilled({p[0].x, p[0].y}, {p[1].x, p[1].y}, {p[2].x, p[2].y}, {p[3].x, p[3].y}, packed(dark));
            x = end;
        }
    list.Flags = flags;
}

/// Illustration without words: a phone held up with its code.
void draw_phone(const Frame& f, const Rect& room, float closed) {
    const auto& c = f.theme.color;
    const float height = std::min(room.height * 0.76f, room.width * 0.86f);
    const float width = height * 0.535f;
    const Turned phone{{room.middle().x, room.middle().y + room.height * 0.01f}, width, height, -0.087f};
    constexpr int rings = 14;
    for (int i = rings; i > 0; --i) {
        auto shade = phone;
        const float grow = height * 0.14f * static_cast<float>(i) / rings;
        shade.middle.y += height * 0.055f;
        shade.width += grow * 1.2f - height * 0.06f;
        shade.height += grow * 1.2f - height * 0.06f;
        fill_turned(*f.list, shade, {8, 12, 18}, width * 0.12f + grow * 0.6f, 0.035f);
    }
    fill_turned(*f.list, phone, {13, 17, 23}, width * 0.146f);
    auto glass = phone;
    glass.width -= width * 0.093f;
    glass.height -= width * 0.093f;
    fill_turned(*f.list, glass, {255, 255, 255}, width * 0.107f);
    auto code = phone;
    code.middle = phone.at(0, -height * 0.055f);
    draw_code(*f.list, code, width * 0.64f, {13, 17, 23});
    const float reach = width * (0.415f - 0.035f * closed);
    const Corners marks{{code.at(-reach, -reach), code.at(reach, -reach), code.at(reach, reach), code.at(-reach, reach)}};
    corner_marks(*f.list, marks, 0.25f, c.found, width * 0.037f);
}

}  // namespace

void draw_camera(bool is_working, const Frame& f, const Rect& room, float closed) {
    const auto& t = f.theme;
    const auto& c = t.color;
    if (room.width < t.mm(20) || room.height < t.mm(20)) return;
    const float radius = t.radius * 1.6f;
    f.tap_targets.cards.push_back({room});
    fill_rect(*f.list, room, c.frame, radius);
    if (!f.camera || f.camera->texture == 0 || !is_working) {
        f.list->PushClipRect({room.x, room.y}, {room.right(), room.bottom()}, true);
        glow(*f.list, {room.x + room.width * 0.54f, room.y + room.height * 0.4f}, room.width * 0.52f, room.height * 0.44f,
             c.frame_glow, c.frame);
        draw_phone(f, room, closed);
        f.list->PopClipRect();
        if (c.has_heavy_edges) stroke_rect(*f.list, room, c.edge, radius, t.edge_px);
        return;
    }
    fill_picture(*f.list, room, f.camera->texture, f.camera->size, radius, true);
    const auto wide = corners_of(room.inset(t.mm(10)));
    const float side = std::min(room.width, room.height) * 0.5f;
    const auto middle = room.middle();
    const auto near =
        f.camera->code ? code_on_glass(*f.camera, room) : corners_of({middle.x - side / 2, middle.y - side / 2, side, side});
    const float share = f.camera->code ? std::max(closed, 0.999f) : closed;
    const auto marks = between(wide, near, share);
    const float size = 0.1f + 0.15f * share;
    // White with a dark outline shows on any picture; green in addition once a code is found, so that colour is not the only
    // sign.
    corner_marks(*f.list, marks, size, {13, 17, 23}, t.mm(4));
    corner_marks(*f.list, marks, size, share > 0.5f && !c.has_heavy_edges ? Rgb{127, 224, 168} : Rgb{255, 255, 255}, t.mm(2.2));
    if (c.has_heavy_edges) stroke_rect(*f.list, room, c.edge, radius, t.edge_px);
}

const std::string* advice_words(const Frame& f, ScanAdvice advice) {
    switch (advice) {
        case ScanAdvice::none:
            return nullptr;
        case ScanAdvice::closer:
            return &f.words[Msg::welcome_closer];
        case ScanAdvice::further:
            return &f.words[Msg::welcome_further];
        case ScanAdvice::away_from_light:
            return &f.words[Msg::welcome_away_from_light];
        case ScanAdvice::brighter:
            return &f.words[Msg::welcome_brighter];
        case ScanAdvice::hold_still:
            return &f.words[Msg::welcome_hold_still];
        case ScanAdvice::one_at_a_time:
            return &f.words[Msg::welcome_one_at_a_time];
        case ScanAdvice::not_a_ticket:
            return &f.words[Msg::welcome_not_a_ticket];
    }
    return nullptr;
}

}  // namespace entre
