// Parses SVG attribute values: numbers, lengths, colours, style properties, transforms (SVG 2; CSS Values 4).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/seminar/seminar.hpp"

namespace entre {

/// A single finite number; surrounding white space is allowed.
std::optional<double> number_of(std::string_view text);
/// "100mm", "10 cm", "4in", "96pt" in millimetres; nullopt for other units and for values that are not positive.
std::optional<double> millimetres(std::string_view text);
/// "#16202c", "#abc", "black", "white".
std::optional<Rgb> rgb_of(std::string_view text);
/// The value of `name` in a style attribute such as "fill:none;font-weight:700"; empty if missing.
std::string style_property(std::string_view style, std::string_view name);
/// The first entry of a font-family list, without quotes.
std::string first_family(std::string_view families);
/// 100 to 900 for "bold", "normal" and numbers.
std::optional<int> font_weight(std::string_view text);

/// The linear part of a transform (without translation): x' = a x + c y, y' = b x + d y.
struct Linear {
    double a = 1, b = 0, c = 0, d = 1;
};
Linear operator*(const Linear& outer, const Linear& inner);
/// The linear part of a transform attribute; unknown functions are ignored.
Linear linear_of(std::string_view transform);
/// Quarter turns clockwise, 0 to 3; nullopt if it mirrors, skews or rotates by any other angle.
std::optional<int> quarter_turns(const Linear& linear);

}  // namespace entre
