// A pattern for each sector, so that sectors are told apart on a printer without colours and by eyes that do not see them.
#pragma once

#include <span>
#include <string>
#include <tuple>

#include "core/seminar/seminar.hpp"

typedef struct _cairo cairo_t;

namespace entre {

/// One mark of a pattern, in a tile of 24 x 24 that repeats without a seam.
struct PatternMark {
    enum class Kind { line, disc, square } kind = Kind::line;
    double x = 0, y = 0;      ///< where a line begins; the middle of a disc or a square
    double x2 = 0, y2 = 0;    ///< where a line ends
    double size = 4;          ///< a line's width, a disc's diameter, a square's side
    bool is_paper = true;     ///< white; else in the sector's colour, on top of what came before
};

/// What a sector looks like on a badge. `pattern` counts from 0 and begins again after the last one; -1 is plain.
struct CategoryLook {
    Rgb color{0x4a, 0x55, 0x63};
    int pattern = -1;
    friend auto operator<=>(const CategoryLook& a, const CategoryLook& b) {
        return std::tuple(a.color.red, a.color.green, a.color.blue, a.pattern) <=>
               std::tuple(b.color.red, b.color.green, b.color.blue, b.pattern);
    }
    friend bool operator==(const CategoryLook&, const CategoryLook&) = default;
};

/// How many sectors have a pattern of their own.
inline constexpr int pattern_count = 12;
inline constexpr double pattern_tile = 24;

std::span<const PatternMark> marks_of(int pattern);

/// The tile as the inside of an SVG <pattern> of 24 x 24.
std::string pattern_svg(const CategoryLook& look);

/// Fills a rounded square of `size` with its pattern.
void draw_pattern_chip(cairo_t* cairo, double x, double y, double size, const CategoryLook& look);

}  // namespace entre
