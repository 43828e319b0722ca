#include "print/badge/svg_values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>
#include <vector>

#include "core/base/text.hpp"

namespace entre {

namespace {

constexpr double pi = 3.141592653589793;
constexpr double degree = pi / 180;

/// The numbers between the parentheses, separated by white space and commas; stops at the first token that is not a number.
std::vector<double> numbers_in(std::string_view text) {
    std::vector<double> out;
    while (true) {
        const auto begin = text.find_first_not_of(" \t\r\n,");
        if (begin == std::string_view::npos) return out;
        text.remove_prefix(begin);
        const auto end = std::min(text.find_first_of(" \t\r\n,"), text.size());
        const auto value = number_of(text.substr(0, end));
        if (!value || out.size() == 6) return out;
        out.push_back(*value);
        text.remove_prefix(end);
    }
}

Linear one_transform(std::string_view name, const std::vector<double>& n) {
    if (name == "matrix" && n.size() == 6) return {n[0], n[1], n[2], n[3]};
    if (name == "scale" && !n.empty()) return {n[0], 0, 0, n.size() > 1 ? n[1] : n[0]};
    if (name == "rotate" && !n.empty()) {
        const double angle = n[0] * degree;
        return {std::cos(angle), std::sin(angle), -std::sin(angle), std::cos(angle)};
    }
    if (name == "skewX" && !n.empty()) return {1, 0, std::tan(n[0] * degree), 1};
    if (name == "skewY" && !n.empty()) return {1, std::tan(n[0] * degree), 0, 1};
    return {};
}

}  // namespace

std::optional<double> number_of(std::string_view text) {
    text = trim(text);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::optional<double> millimetres(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, double>, 4> units{{{"mm", 1}, {"cm", 10}, {"in", 25.4}, {"pt", 25.4 / 72}}};
    text = trim(text);
    for (const auto& [unit, size] : units) {
        if (!text.ends_with(unit)) continue;
        const auto value = number_of(text.substr(0, text.size() - unit.size()));
        return value && *value > 0 ? std::optional(*value * size) : std::nullopt;
    }
    return std::nullopt;
}

std::optional<Rgb> rgb_of(std::string_view text) {
    text = trim(text);
    if (text == "black") return Rgb{0, 0, 0};
    if (text == "white") return Rgb{255, 255, 255};
    if (text.size() == 4 && text[0] == '#') return rgb_of(std::string{'#', text[1], text[1], text[2], text[2], text[3], text[3]});
    unsigned value = 0;
    if (text.size() != 7 || text[0] != '#') return std::nullopt;
    const auto [end, error] = std::from_chars(text.data() + 1, text.data() + 7, value, 16);
    if (error != std::errc{} || end != text.data() + 7) return std::nullopt;
    return Rgb{static_cast<unsigned char>(value >> 16), static_cast<unsigned char>(value >> 8 & 0xff),
               static_cast<unsigned char>(value & 0xff)};
}

std::string style_property(std::string_view style, std::string_view name) {
    while (!style.empty()) {
        const auto end = std::min(style.find(';'), style.size());
        const auto part = style.substr(0, end);
        const auto colon = part.find(':');
        if (colon != std::string_view::npos && trim(part.substr(0, colon)) == name)
            return std::string(trim(part.substr(colon + 1)));
        style.remove_prefix(std::min(end + 1, style.size()));
    }
    return {};
}

std::string first_family(std::string_view families) {
    auto family = trim(families.substr(0, families.find(',')));
    while (!family.empty() && (family.front() == '\'' || family.front() == '"')) family.remove_prefix(1);
    while (!family.empty() && (family.back() == '\'' || family.back() == '"')) family.remove_suffix(1);
    return std::string(trim(family));
}

std::optional<int> font_weight(std::string_view text) {
    text = trim(text);
    if (text == "normal") return 400;
    if (text == "bold") return 700;
    const auto value = number_of(text);
    if (!value || *value < 100 || *value > 900) return std::nullopt;
    return static_cast<int>(*value);
}

Linear operator*(const Linear& outer, const Linear& inner) {
    return {outer.a * inner.a + outer.c * inner.b, outer.b * inner.a + outer.d * inner.b, outer.a * inner.c + outer.c * inner.d,
            outer.b * inner.c + outer.d * inner.d};
}

Linear linear_of(std::string_view transform) {
    Linear out;
    while (true) {
        const auto open = transform.find('('), close = transform.find(')');
        if (open == std::string_view::npos || close == std::string_view::npos || close < open) return out;
        auto name = trim(transform.substr(0, open));
        if (name.starts_with(',')) name = trim(name.substr(1));
        out = out * one_transform(name, numbers_in(transform.substr(open + 1, close - open - 1)));
        transform.remove_prefix(close + 1);
    }
}

std::optional<int> quarter_turns(const Linear& m) {
    const double determinant = m.a * m.d - m.b * m.c;
    if (!std::isfinite(determinant) || determinant <= 0) return std::nullopt;
    const double quarters = std::atan2(m.b, m.a) / (pi / 2);
    const double whole = std::round(quarters);
    constexpr double slack = 0.01;  // about one degree: not visible, and editors round
    const bool is_skewed = std::abs(m.a * m.c + m.b * m.d) > slack * determinant;
    if (std::abs(quarters - whole) > slack || is_skewed) return std::nullopt;
    return (static_cast<int>(whole) + 4) % 4;
}

}  // namespace entre
