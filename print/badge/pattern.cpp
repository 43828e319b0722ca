#include "print/badge/pattern.hpp"

#include <cairo.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace entre {

namespace {

using Kind = PatternMark::Kind;
using Marks = std::vector<PatternMark>;

PatternMark line(double x, double y, double x2, double y2, double width = 4) { return {Kind::line, x, y, x2, y2, width}; }
PatternMark disc(double x, double y, double diameter, bool is_paper = true) {
    return {Kind::disc, x, y, 0, 0, diameter, is_paper};
}
PatternMark square(double x, double y, double side) { return {Kind::square, x, y, 0, 0, side}; }

/// Lines extend beyond the tile, so that they join those of the next tile. Consecutive patterns are as different as possible.
const std::array<Marks, pattern_count>& patterns() {
    static const std::array<Marks, pattern_count> all{{
        {line(-6, 18, 18, -6), line(6, 30, 30, 6)},                                               // diagonals, rising
        {disc(6, 6, 7), disc(18, 18, 7)},                                                         // dots
        {line(-1, 6, 25, 6, 3.6), line(-1, 18, 25, 18, 3.6)},                                     // bars, horizontal
        {square(6, 6, 11), square(18, 18, 11)},                                                   // chequers
        {line(6, -1, 6, 25, 3.6), line(18, -1, 18, 25, 3.6)},                                     // bars, vertical
        {disc(12, 12, 18), disc(12, 12, 11, false)},                                              // rings
        {line(6, -6, 30, 18), line(-6, 6, 18, 30)},                                               // diagonals, falling
        {line(-1, 12, 25, 12, 3), line(12, -1, 12, 25, 3)},                                       // grid
        {line(-1, 17, 12, 4), line(12, 4, 25, 17), line(-1, 41, 12, 28), line(12, -20, 25, -7)},  // roofs
        {line(12, 5, 12, 19, 4.4), line(5, 12, 19, 12, 4.4)},                                     // crosses
        {line(-2, -2, 26, 26, 2.6), line(-2, 26, 26, -2, 2.6)},                                   // net
        {square(12, 12, 9)},                                                                      // squares
    }};
    return all;
}

std::string hex(Rgb color) { return fmt::format("#{:02x}{:02x}{:02x}", color.red, color.green, color.blue); }

void set_color(cairo_t* cairo, Rgb color) {
    cairo_set_source_rgb(cairo, color.red / 255.0, color.green / 255.0, color.blue / 255.0);
}

constexpr Rgb paper{255, 255, 255};

void draw_mark(cairo_t* cairo, const PatternMark& mark, Rgb color) {
    set_color(cairo, mark.is_paper ? paper : color);
    switch (mark.kind) {
        case Kind::line:
            cairo_set_line_width(cairo, mark.size);
            cairo_move_to(cairo, mark.x, mark.y);
            cairo_line_to(cairo, mark.x2, mark.y2);
            cairo_stroke(cairo);
            break;
        case Kind::disc:
            cairo_arc(cairo, mark.x, mark.y, mark.size / 2, 0, 2 * 3.141592653589793);
            cairo_fill(cairo);
            break;
        case Kind::square:
            cairo_rectangle(cairo, mark.x - mark.size / 2, mark.y - mark.size / 2, mark.size, mark.size);
            cairo_fill(cairo);
            break;
    }
}

/// Where a tile of a bar is, and how large.
struct Tile {
    double x = 0, y = 0, x_scale = 1, y_scale = 1;
    [[nodiscard]] double across(double units) const { return x + units * x_scale; }
    [[nodiscard]] double down(double units) const { return y + units * y_scale; }
};

/// One mark as a closed path. All run clockwise, so that overlapping ones become one area.
std::string path_of(const PatternMark& mark, const Tile& tile) {
    const auto at = [&](double x, double y) { return fmt::format("{:.4f} {:.4f}", tile.across(x), tile.down(y)); };
    const double half = mark.size / 2;
    if (mark.kind == Kind::disc)
        return fmt::format("M{0}A{2:.4f} {3:.4f} 0 0 1 {1}A{2:.4f} {3:.4f} 0 0 1 {0}Z", at(mark.x - half, mark.y),
                           at(mark.x + half, mark.y), half * tile.x_scale, half * tile.y_scale);
    if (mark.kind == Kind::square)
        return fmt::format("M{}L{}L{}L{}Z", at(mark.x - half, mark.y - half), at(mark.x + half, mark.y - half),
                           at(mark.x + half, mark.y + half), at(mark.x - half, mark.y + half));
    const double length = std::hypot(mark.x2 - mark.x, mark.y2 - mark.y);
    const double dx = half * (mark.y2 - mark.y) / length, dy = -half * (mark.x2 - mark.x) / length;
    return fmt::format("M{}L{}L{}L{}Z", at(mark.x + dx, mark.y + dy), at(mark.x2 + dx, mark.y2 + dy),
                       at(mark.x2 - dx, mark.y2 - dy), at(mark.x - dx, mark.y - dy));
}

}  // namespace

std::string pattern_paths(const CategoryLook& look, const PatternedBar& bar) {
    const auto marks = marks_of(look.pattern);
    if (marks.empty() || bar.width <= 0 || bar.height <= 0) return {};
    // The short side decides the size of the tiles, and the long side how many of about that size there are.
    const auto count = [](double length, double tile) { return std::max(1, static_cast<int>(std::lround(length / tile))); };
    const double short_side = std::min(bar.width, bar.height), tile = short_side / count(short_side, bar.tile);
    const int columns = count(bar.width, tile), rows = count(bar.height, tile);
    const double wide = bar.width / columns, high = bar.height / rows;
    std::string out;
    for (std::size_t first = 0; first < marks.size();) {
        const bool is_paper = marks[first].is_paper;
        std::size_t end = first;
        while (end < marks.size() && marks[end].is_paper == is_paper) ++end;
        std::string path;
        // One tile more on every side: the marks of those outside reach into the bar.
        for (int row = -1; row <= rows; ++row)
            for (int column = -1; column <= columns; ++column)
                for (std::size_t i = first; i < end; ++i)
                    path +=
                        path_of(marks[i], {bar.x + column * wide, bar.y + row * high, wide / pattern_tile, high / pattern_tile});
        out += fmt::format(R"(<path d="{}" fill="{}"/>)", path, hex(is_paper ? paper : look.color));
        first = end;
    }
    return out;
}

std::span<const PatternMark> marks_of(int pattern) {
    if (pattern < 0) return {};
    return patterns()[static_cast<std::size_t>(pattern % pattern_count)];
}

std::string pattern_svg(const CategoryLook& look) {
    std::string out = fmt::format(R"(<rect x="0" y="0" width="24" height="24" fill="{}"/>)", hex(look.color));
    for (const auto& mark : marks_of(look.pattern)) {
        const std::string color = hex(mark.is_paper ? paper : look.color);
        switch (mark.kind) {
            case Kind::line:
                out += fmt::format(R"(<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="{}"/>)", mark.x, mark.y,
                                   mark.x2, mark.y2, color, mark.size);
                break;
            case Kind::disc:
                out += fmt::format(R"(<circle cx="{}" cy="{}" r="{}" fill="{}"/>)", mark.x, mark.y, mark.size / 2, color);
                break;
            case Kind::square:
                out += fmt::format(R"(<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>)", mark.x - mark.size / 2,
                                   mark.y - mark.size / 2, mark.size, mark.size, color);
                break;
        }
    }
    return out;
}

void draw_pattern_chip(cairo_t* cairo, double x, double y, double size, const CategoryLook& look) {
    constexpr double radius = 4.6, quarter = 1.5707963267948966;
    cairo_save(cairo);
    cairo_translate(cairo, x, y);
    cairo_scale(cairo, size / pattern_tile, size / pattern_tile);
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, pattern_tile - radius, radius, radius, -quarter, 0);
    cairo_arc(cairo, pattern_tile - radius, pattern_tile - radius, radius, 0, quarter);
    cairo_arc(cairo, radius, pattern_tile - radius, radius, quarter, 2 * quarter);
    cairo_arc(cairo, radius, radius, radius, 2 * quarter, 3 * quarter);
    cairo_close_path(cairo);
    set_color(cairo, look.color);
    cairo_fill_preserve(cairo);
    cairo_clip(cairo);
    for (const auto& mark : marks_of(look.pattern)) draw_mark(cairo, mark, look.color);
    cairo_restore(cairo);
}

}  // namespace entre
