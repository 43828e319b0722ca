#include "core/import/struck_text.hpp"

#include <array>
#include <utility>

#include "core/base/text.hpp"

namespace entre {

namespace {

constexpr std::array<std::string_view, 3> strokes{"\xcc\xb6", "\xcc\xb5", "\xcc\xb7"};  // U+0336, U+0335, U+0337: combining
constexpr std::array<std::string_view, 8> crosses{"❌", "✗", "✘", "✖", "☒", "🚫", "⛔", "❎"};
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> pairs{
    {{"~~", "~~"}, {"<s>", "</s>"}, {"<del>", "</del>"}, {"<strike>", "</strike>"}}};

/// Nearly every letter has a stroke.
std::optional<std::string> without_strokes(std::string_view cell) {
    constexpr std::size_t min_strokes = 3;
    std::string out(cell);
    std::size_t found = 0;
    for (const auto stroke : strokes)
        for (auto at = out.find(stroke); at != std::string::npos; at = out.find(stroke, at)) {
            out.erase(at, stroke.size());
            ++found;
        }
    return found >= min_strokes && found * 2 >= letter_count(out) ? std::optional(out) : std::nullopt;
}

/// Most cells are told at their first character.
bool may_be_crossed_out(std::string_view cell) {
    if (cell.size() < 4) return false;
    const auto first = static_cast<unsigned char>(cell.front());
    return first == '~' || first == '<' || first >= 0xe2 || cell.find('\xcc') != std::string_view::npos;
}

}  // namespace

std::optional<std::string> without_crossing_out(std::string_view cell) {
    cell = trim(cell);
    if (!may_be_crossed_out(cell)) return std::nullopt;
    for (const auto& [begin, end] : pairs)
        if (cell.size() > begin.size() + end.size() && cell.starts_with(begin) && cell.ends_with(end))
            return std::string(trim(cell.substr(begin.size(), cell.size() - begin.size() - end.size())));
    for (const auto cross : crosses) {
        if (!cell.starts_with(cross)) continue;
        auto rest = cell.substr(cross.size());
        if (rest.starts_with("\xef\xb8\x8f")) rest.remove_prefix(3);  // asks for a coloured picture
        if (letter_count(rest) > 0) return std::string(trim(rest));
    }
    return without_strokes(cell);
}

bool is_crossed_out(std::string_view cell) { return without_crossing_out(cell).has_value(); }

}  // namespace entre
