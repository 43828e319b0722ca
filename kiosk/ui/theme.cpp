#include "kiosk/ui/theme.hpp"

#include <algorithm>
#include <cmath>

namespace entre {
namespace {

constexpr Rgb rgb(unsigned hex) {
    return {static_cast<unsigned char>(hex >> 16), static_cast<unsigned char>(hex >> 8 & 255u),
            static_cast<unsigned char>(hex & 255u)};
}

constexpr Rgb white = rgb(0xFFFFFF), black = rgb(0x000000), yellow = rgb(0xFFD500);

Palette light() {
    return {.canvas = rgb(0xF6F3EC),
            .ink = rgb(0x16202C),
            .quiet = rgb(0x4A5563),
            .accent = rgb(0x0B4F8A),
            .surface = white,
            .edge = rgb(0x8C877B),
            .primary = rgb(0x0B4F8A),
            .on_primary = white,
            .disabled = rgb(0xE4DFD3),
            .on_disabled = rgb(0x565D68),
            .in = rgb(0x1B6E43),
            .on_in = white,
            .in_quiet = rgb(0xE4F2EA),
            .in_deep = rgb(0x155937),
            .in_slot = rgb(0x0D3D25),
            .notice = rgb(0xFFF1D6),
            .on_notice = rgb(0x7A4300),
            .stop = rgb(0xA3211B),
            .on_stop = white,
            .frame = rgb(0x343F4B),
            .frame_glow = rgb(0x6B7783),
            .paper = white,
            .on_paper = rgb(0x16202C),
            .found = rgb(0x1B6E43)};
}

Palette dark() {
    return {.canvas = rgb(0x12181F),
            .ink = rgb(0xF3EFE6),
            .quiet = rgb(0xB7BFC8),
            .accent = rgb(0x9CCBF5),
            .surface = rgb(0x1E2731),
            .edge = rgb(0x74808D),
            .primary = rgb(0x9CCBF5),
            .on_primary = rgb(0x07233C),
            .disabled = rgb(0x2A333D),
            .on_disabled = rgb(0xA5AEB8),
            .in = rgb(0x17613B),
            .on_in = white,
            .in_quiet = rgb(0xE4F2EA),
            .in_deep = rgb(0x114C2E),
            .in_slot = rgb(0x0A3320),
            .notice = rgb(0x3D2C0B),
            .on_notice = rgb(0xFFD891),
            .stop = rgb(0xFFB4AB),
            .on_stop = rgb(0x470B07),
            .frame = rgb(0x29323C),
            .frame_glow = rgb(0x535E69),
            .paper = white,
            .on_paper = rgb(0x16202C),
            .found = rgb(0x1B6E43),
            .has_shadow = false};
}

Palette high_contrast() {
    return {.canvas = black,
            .ink = white,
            .quiet = white,
            .accent = yellow,
            .surface = black,
            .edge = white,
            .primary = yellow,
            .on_primary = black,
            .disabled = black,
            .on_disabled = rgb(0xBFBFBF),
            .in = black,
            .on_in = white,
            .in_quiet = white,
            .in_deep = rgb(0x1A1A1A),
            .in_slot = white,
            .notice = black,
            .on_notice = yellow,
            .stop = black,
            .on_stop = white,
            .frame = rgb(0x1A1A1A),
            .frame_glow = rgb(0x3A3A3A),
            .paper = white,
            .on_paper = black,
            .found = black,
            .has_shadow = false,
            .has_heavy_edges = true};
}

constexpr double cap_at_scale_one[] = {18.7, 13.7, 11.5, 7.8, 5.8, 5.4, 5.1};
constexpr double large_cap_at_scale_one[] = {18.7, 14.5, 12.0, 9.2, 7.6, 7.5, 7.5};

// People stand closer to a screen of 13 inches than to one of 21 inches. On smaller screens sizes shrink so that a visit still
// fits.
double floor_share(double shorter_side_mm) { return std::min(1.0, std::pow(shorter_side_mm / 165, 1.3)); }

}  // namespace

Palette palette(Look look, std::optional<Rgb> seminar_color) {
    switch (look) {
        case Look::dark:
            return dark();
        case Look::high_contrast:
            return high_contrast();
        case Look::light:
            break;
    }
    Palette out = light();
    if (!seminar_color) return out;
    out.primary = *seminar_color;
    // The primary colour has white text on it; as a text colour on the canvas it may lack contrast.
    out.accent = contrast_ratio(*seminar_color, out.canvas) >= 4.5 ? *seminar_color : out.ink;
    return out;
}

double Theme::cap_mm(const TextStyle& style) const { return style.size_px * cap_share / px_per_mm; }

float Theme::min_size_px() const {
    const double shorter_mm = std::min(screen.width, screen.height) / px_per_mm;
    return static_cast<float>((is_text_large ? 7.42 : 5.02) * floor_share(shorter_mm) * px_per_mm / cap_share);
}

TextStyle Theme::smaller(TextStyle style, double factor) const {
    style.size_px = std::max(style.size_px * static_cast<float>(factor), std::min(style.size_px, min_size_px()));
    return style;
}

double px_per_mm(SizePx screen, double inches) { return std::hypot(screen.width, screen.height) / (inches * 25.4); }

Theme make_theme(Look look, SizePx screen, double inches, bool is_text_large, std::optional<Rgb> seminar_color) {
    Theme t;
    t.look = look;
    t.color = palette(look, seminar_color);
    t.screen = screen;
    t.px_per_mm = px_per_mm(screen, inches);
    t.is_text_large = is_text_large;
    const double shorter_mm = std::min(screen.width, screen.height) / t.px_per_mm;
    t.scale = std::min(1.5, std::pow(shorter_mm / 268, 0.6));

    const auto style = [&](int step, Weight weight, double tracking, double leading) {
        const double cap = (is_text_large ? large_cap_at_scale_one : cap_at_scale_one)[step];
        return TextStyle{std::max(static_cast<float>(cap * t.scale * t.px_per_mm / cap_share), t.min_size_px()), weight,
                         static_cast<float>(tracking), static_cast<float>(leading)};
    };
    t.type = {.display = style(0, Weight::bold, -0.024, 1.06),
              .title = style(1, Weight::bold, -0.022, 1.08),
              .lead = style(2, Weight::bold, -0.018, 1.12),
              .sentence = style(3, Weight::regular, -0.006, 1.4),
              .body = style(4, Weight::regular, 0, 1.42),
              .label = style(5, Weight::semibold, -0.004, 1.3),
              .kicker = style(6, Weight::semibold, 0.01, 1.35),
              .key = style(3, Weight::medium, 0, 1.2),
              .number = style(1, Weight::bold, -0.03, 1.1),
              .small = style(5, Weight::regular, 0, 1.4)};
    t.type.number.has_even_digits = true;
    t.type.small.has_even_digits = true;
    if (!is_text_large) t.type.small.size_px *= 0.88f;

    const auto at_least = [&](double designed, double real_mm) {
        return std::ceil(std::max(t.mm(designed), static_cast<float>(real_mm * floor_share(shorter_mm) * t.px_per_mm)));
    };
    t.radius = std::round(t.mm(5));
    t.edge_px = std::max(1.0f, std::round(t.mm(t.color.has_heavy_edges ? 1.0 : 0.5)));
    t.tap = at_least(22, 20.1);
    t.tap_gap = at_least(4, 3.1);
    t.min_tap = at_least(0, 20.05);
    t.primary_height = at_least(40, 25.1);
    t.min_primary = at_least(0, 25.1);
    t.staff_tap = at_least(16, 12.1);
    const float width = static_cast<float>(screen.width);
    t.margin =
        std::round(t.is_portrait() || is_text_large ? std::min(t.mm(16), width * 0.06f) : std::min(t.mm(32), width * 0.0625f));
    t.staff_margin = std::round(std::min(t.mm(14), width * 0.04f));
    return t;
}

Theme make_theme(const Seminar& seminar, SizePx screen, bool is_text_large, bool is_contrast_high, Look usual) {
    return make_theme(is_contrast_high ? Look::high_contrast : usual, screen, seminar.kiosk.screen_inches, is_text_large,
                      seminar.color);
}

}  // namespace entre
