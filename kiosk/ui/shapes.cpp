#include "kiosk/ui/shapes.hpp"

#include <GL/gl.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace entre {
namespace {

constexpr float pi = std::numbers::pi_v<float>;
constexpr int corner_steps = 8;
constexpr int outline_points = 4 * (corner_steps + 1);

ImVec2 vec(PointPx p) { return {p.x, p.y}; }
ImTextureID imgui_id(TextureId id) { return reinterpret_cast<ImTextureID>(static_cast<std::intptr_t>(id)); }

/// Points around a rounded rectangle, clockwise; always the same number, so that two outlines can be joined by triangles.
std::array<PointPx, outline_points> outline(const Rect& r, float radius) {
    std::array<PointPx, outline_points> out;
    const PointPx centres[] = {{r.right() - radius, r.y + radius},
                               {r.right() - radius, r.bottom() - radius},
                               {r.x + radius, r.bottom() - radius},
                               {r.x + radius, r.y + radius}};
    std::size_t n = 0;
    for (int corner = 0; corner < 4; ++corner)
        for (int step = 0; step <= corner_steps; ++step) {
            const float angle = pi / 2 * (static_cast<float>(corner) - 1 + static_cast<float>(step) / corner_steps);
            out[n++] = {centres[corner].x + radius * std::cos(angle), centres[corner].y + radius * std::sin(angle)};
        }
    return out;
}

/// Fills the band between two outlines with triangles, interpolating between their colours.
template <std::size_t N>
void band(ImDrawList& list, const std::array<PointPx, N>& inner, unsigned inner_color, const std::array<PointPx, N>& outer,
          unsigned outer_color) {
    const auto uv = ImGui::GetFontTexUvWhitePixel();
    list.PrimReserve(static_cast<int>(N) * 6, static_cast<int>(N) * 4);
    for (std::size_t i = 0; i < N; ++i) {
        const auto next = (i + 1) % N;
        const auto first = static_cast<ImDrawIdx>(list._VtxCurrentIdx);
        for (const int offset : {0, 1, 2, 0, 2, 3}) list.PrimWriteIdx(static_cast<ImDrawIdx>(first + offset));
        list.PrimWriteVtx(vec(inner[i]), uv, inner_color);
        list.PrimWriteVtx(vec(outer[i]), uv, outer_color);
        list.PrimWriteVtx(vec(outer[next]), uv, outer_color);
        list.PrimWriteVtx(vec(inner[next]), uv, inner_color);
    }
}

PointPx towards(PointPx from, PointPx to, float share) {
    return {from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share};
}

}  // namespace

unsigned packed(Rgb color, float alpha) {
    return IM_COL32(color.red, color.green, color.blue, static_cast<int>(std::lround(std::clamp(alpha, 0.0f, 1.0f) * 255)));
}

Rgb mixed(Rgb from, Rgb to, float share) {
    const auto mix = [share](unsigned char a, unsigned char b) {
        return static_cast<unsigned char>(
            std::lround(static_cast<float>(a) + (static_cast<float>(b) - static_cast<float>(a)) * share));
    };
    return {mix(from.red, to.red), mix(from.green, to.green), mix(from.blue, to.blue)};
}

Rgb ink_on(Rgb backdrop) {
    constexpr Rgb black{0, 0, 0}, white{255, 255, 255};
    return contrast_ratio(backdrop, white) >= contrast_ratio(backdrop, black) ? white : black;
}

float eased(float share) {
    const float left = 1 - std::clamp(share, 0.0f, 1.0f);
    return 1 - left * left * left;
}

void fill_rect(ImDrawList& list, const Rect& r, Rgb color, float radius, float alpha) {
    list.AddRectFilled({r.x, r.y}, {r.right(), r.bottom()}, packed(color, alpha), radius);
}

void fill_canvas(ImDrawList& list, Rgb color) {
    // glClear costs almost nothing. A rectangle would be sampled and blended pixel by pixel, which takes a third of the frame's
    // time without a graphics card.
    const auto clear = [](const ImDrawList*, const ImDrawCmd* command) {
        const auto packed_color = static_cast<unsigned>(reinterpret_cast<std::uintptr_t>(command->UserCallbackData));
        const auto part = [&](int shift) { return static_cast<float>(packed_color >> shift & 0xffU) / 255; };
        glDisable(GL_SCISSOR_TEST);
        glClearColor(part(IM_COL32_R_SHIFT), part(IM_COL32_G_SHIFT), part(IM_COL32_B_SHIFT), 1);
        glClear(GL_COLOR_BUFFER_BIT);
        glEnable(GL_SCISSOR_TEST);
    };
    list.AddCallback(clear, reinterpret_cast<void*>(static_cast<std::uintptr_t>(packed(color))));
}

void stroke_rect(ImDrawList& list, const Rect& r, Rgb color, float radius, float width) {
    const auto inner = r.inset(width / 2);
    list.AddRect({inner.x, inner.y}, {inner.right(), inner.bottom()}, packed(color), std::max(0.0f, radius - width / 2), 0,
                 width);
}

void fill_picture(ImDrawList& list, const Rect& r, TextureId texture, SizePx size, float radius, bool is_mirrored) {
    const float wanted = r.width / r.height;
    const float given = static_cast<float>(size.width) / static_cast<float>(std::max(1, size.height));
    const float cut_x = given > wanted ? (1 - wanted / given) / 2 : 0;
    const float cut_y = given < wanted ? (1 - given / wanted) / 2 : 0;
    ImVec2 from{cut_x, cut_y}, to{1 - cut_x, 1 - cut_y};
    if (is_mirrored) std::swap(from.x, to.x);
    list.AddImageRounded(imgui_id(texture), {r.x, r.y}, {r.right(), r.bottom()}, from, to, IM_COL32_WHITE, radius);
}

void soft_shadow(ImDrawList& list, const Rect& r, float radius, float reach, Rgb color, float alpha) {
    constexpr int rings = 6;
    const auto dropped = r.moved(0, reach * 0.35f).inset(reach * 0.15f);
    const auto flags = list.Flags;
    list.Flags &= ~ImDrawListFlags_AntiAliasedFill;  // an antialiased edge under the first band would show as a line
    for (const auto& p : outline(dropped, radius)) list.PathLineTo(vec(p));
    list.PathFillConvex(packed(color, alpha));
    list.Flags = flags;
    const auto ring_at = [&](int ring) {
        const float out = reach * static_cast<float>(ring) / rings;
        return outline({dropped.x - out, dropped.y - out, dropped.width + 2 * out, dropped.height + 2 * out}, radius + out);
    };
    const auto shade = [&](int ring) {
        const float left = 1 - static_cast<float>(ring) / rings;
        return packed(color, alpha * left * left);
    };
    for (int ring = 0; ring < rings; ++ring) band(list, ring_at(ring), shade(ring), ring_at(ring + 1), shade(ring + 1));
}

void glow(ImDrawList& list, PointPx middle, float reach_x, float reach_y, Rgb inside, Rgb outside) {
    constexpr int rings = 8, spokes = 48;
    const auto ring_at = [&](int ring) {
        std::array<PointPx, spokes> points;
        const float share = static_cast<float>(ring) / rings;
        for (int i = 0; i < spokes; ++i) {
            const float angle = 2 * pi * static_cast<float>(i) / spokes;
            points[static_cast<std::size_t>(i)] = {middle.x + reach_x * share * std::cos(angle),
                                                   middle.y + reach_y * share * std::sin(angle)};
        }
        return points;
    };
    const auto shade = [&](int ring) {
        const float share = static_cast<float>(ring) / rings;
        return packed(mixed(inside, outside, share * share * (3 - 2 * share)));
    };
    for (int ring = 0; ring < rings; ++ring) band(list, ring_at(ring), shade(ring), ring_at(ring + 1), shade(ring + 1));
}

PointPx Turned::at(float dx, float dy) const {
    return {middle.x + dx * std::cos(angle) - dy * std::sin(angle), middle.y + dx * std::sin(angle) + dy * std::cos(angle)};
}

void fill_turned(ImDrawList& list, const Turned& r, Rgb color, float radius, float alpha) {
    const auto points = outline({-r.width / 2, -r.height / 2, r.width, r.height}, radius);
    for (const auto& p : points) list.PathLineTo(vec(r.at(p.x, p.y)));
    list.PathFillConvex(packed(color, alpha));
}

void corner_marks(ImDrawList& list, std::span<const PointPx, 4> corners, float share, Rgb color, float width) {
    for (std::size_t i = 0; i < 4; ++i) {
        const auto here = corners[i];
        const auto before = towards(here, corners[(i + 3) % 4], share);
        const auto after = towards(here, corners[(i + 1) % 4], share);
        const auto bend_in = towards(here, before, 0.42f), bend_out = towards(here, after, 0.42f);
        list.PathLineTo(vec(before));
        list.PathLineTo(vec(bend_in));
        list.PathBezierQuadraticCurveTo(vec(here), vec(bend_out), 12);
        list.PathLineTo(vec(after));
        list.PathStroke(packed(color), 0, width);
        for (const auto end : {before, after}) list.AddCircleFilled(vec(end), width / 2, packed(color));
    }
}

}  // namespace entre
