// How a text is broken and how large it is set so that it fills its box and is never cut. Pure: widths come from the caller.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace entre {

/// Width of `text` on one line when it is set at size 1. Widths grow in proportion to the size (no hinting).
using MeasureWidth = std::function<double(std::string_view text)>;

/// Lengths and sizes in points; line heights in parts of the size.
struct FitRules {
    double width = 0;
    double height = 0;
    double largest = 12;
    double smallest = 8;  ///< the floor; only a text that fits in no other way goes below
    int max_lines = 1;
    double line_height = 1.06;  ///< baseline to baseline
};

struct FittedText {
    double size = 0;
    std::vector<std::string> lines;  ///< empty for an empty text; together they hold every letter of it
    bool is_at_floor = false;
};

/// The largest size that fits: on one line, or on more when the gain is real. Breaks at spaces; at hyphens where that makes
/// the text much larger; never after a particle (“af”, “von”, “de la”), which stays with what follows. At the floor one line
/// more is allowed, then breaks inside a word, then smaller still: a name is never cut.
FittedText fit_text(std::string_view text, const FitRules& rules, const MeasureWidth& measure);

/// Height of `lines` lines set at `size`: a ring above and a descender below included.
double block_height(std::size_t lines, double size, double line_height);

/// From the top of a block to its first baseline, and from the last baseline to the bottom, in parts of the size.
inline constexpr double first_baseline = 0.93;
inline constexpr double last_descent = 0.22;

}  // namespace entre
