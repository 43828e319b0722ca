// Line breaking and font sizing: makes a text fill its box without ever cutting it. Pure: the caller supplies text widths.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace entre {

/// Width of `text` on one line at size 1. Widths must scale linearly with the size (no hinting).
using MeasureWidth = std::function<double(std::string_view text)>;

/// Lengths and sizes are in points; line heights are multiples of the size.
struct FitRules {
    double width = 0;
    double height = 0;
    double largest = 12;
    double smallest = 8;  ///< minimum size; only a text that fits in no other way is set smaller
    int max_lines = 1;
    double line_height = 1.06;      ///< baseline to baseline
    std::string_view first_part{};  ///< the given name: on two lines, the break comes after it unless that costs much size
};

struct FittedText {
    double size = 0;
    std::vector<std::string>
        lines;  ///< empty for an empty text; otherwise they contain every letter of it, and a hyphen where a word is broken
    bool is_at_floor = false;
};

/// The largest size that fits on one line, or on several when that is a real gain. Breaks at spaces; at hyphens only if the
/// text becomes much larger; never after a particle (“af”, “von”, “de la”), which stays with the next word. If the minimum size
/// is still too large, it first allows one more line, then a somewhat smaller size, then a hyphen inside a word, then any size: a
/// name is never cut.
FittedText fit_text(std::string_view text, const FitRules& rules, const MeasureWidth& measure);

/// Height of `lines` lines at `size`, including a ring above (as in Å) and a descender below.
double block_height(std::size_t lines, double size, double line_height);

/// Distance from the top of a block to the first baseline, and from the last baseline to the bottom, as multiples of the size.
inline constexpr double first_baseline = 0.93;
inline constexpr double last_descent = 0.22;

}  // namespace entre
