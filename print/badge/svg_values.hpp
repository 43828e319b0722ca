// The words in an SVG's attributes: numbers, lengths, colours, style properties, transforms (SVG 2; CSS Values 4).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/seminar/seminar.hpp"

namespace entre {

/// A finite number and nothing else, blanks around it allowed.
std::optional<double> number_of(std::string_view text);
/// "100mm", "10 cm", "4in", "96pt" in millimetres; nothing for other units and what is not above zero.
std::optional<double> millimetres(std::string_view text);
/// "#16202c", "#abc", "black", "white".
std::optional<Rgb> rgb_of(std::string_view text);
/// The value of `name` in a style attribute, "fill:none;font-weight:700"; empty when it is not there.
std::string style_property(std::string_view style, std::string_view name);
/// The first family of a font-family list, without quotes.
std::string first_family(std::string_view families);
/// 100 to 900 for "bold", "normal" and numbers.
std::optional<int> font_weight(std::string_view text);

/// The part of a transform that does not move: x' = a x + c y, y' = b x + d y.
struct Linear {
    double a = 1, b = 0, c = 0, d = 1;
};
Linear operator*(const Linear& outer, const Linear& inner);
/// What a transform attribute turns and stretches; words that are not known count as nothing.
Linear linear_of(std::string_view transform);
/// Quarter turns clockwise, 0 to 3; nothing when it is mirrored or turned by anything else.
std::optional<int> quarter_turns(const Linear& linear);

}  // namespace entre
