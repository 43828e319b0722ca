// Fill patterns for sectors, so that they can be distinguished without colour: on a monochrome printer or by colour-blind people.
#pragma once

#include <span>
#include <string>
#include <tuple>

#include "core/seminar/seminar.hpp"

typedef struct _cairo cairo_t;

namespace entre {

/// One mark of a pattern, in a 24 x 24 tile that repeats seamlessly.
struct PatternMark {
    enum class Kind { line, disc, square } kind = Kind::line;
    double x = 0, y = 0;    ///< start of a line; centre of a disc or square
    double x2 = 0, y2 = 0;  ///< end of a line
    double size = 4;        ///< a line's width, a disc's diameter, a square's side
    bool is_paper = true;   ///< white; otherwise in the sector's colour. Later marks are drawn over earlier ones
};

/// How a sector looks on a badge. `pattern` counts from 0 and wraps around after the last pattern; -1 is plain.
struct CategoryLook {
    Rgb color{0x4a, 0x55, 0x63};
    int pattern = -1;
    friend auto operator<=>(const CategoryLook& a, const CategoryLook& b) {
        return std::tuple(a.color.red, a.color.green, a.color.blue, a.pattern) <=>
               std::tuple(b.color.red, b.color.green, b.color.blue, b.pattern);
    }
    friend bool operator==(const CategoryLook&, const CategoryLook&) = default;
};

/// The number of different patterns.
inline constexpr int pattern_count = 12;
inline constexpr double pattern_tile = 24;

std::span<const PatternMark> marks_of(int pattern);

/// The tile as the content of a 24 x 24 SVG <pattern>.
std::string pattern_svg(const CategoryLook& look);

/// A bar that is filled with a pattern, in any unit.
struct PatternedBar {
    double x = 0, y = 0, width = 0, height = 0;
    double tile = 0;  ///< the wanted side of a tile
};

/// The marks of the pattern over the whole bar, as SVG paths: a whole number of tiles in both directions, as square as that
/// allows. Marks of one colour are one path, so that no edge is drawn twice. They extend beyond the bar and must be clipped to
/// it. Empty for a plain look.
std::string pattern_paths(const CategoryLook& look, const PatternedBar& bar);

/// Draws a rounded square of side `size`, filled with the pattern.
void draw_pattern_chip(cairo_t* cairo, double x, double y, double size, const CategoryLook& look);

}  // namespace entre
