#include "core/import/code_in_cell.hpp"

#include <algorithm>
#include <array>

#include "core/base/text.hpp"
#include "core/import/column_values.hpp"

namespace entre {

namespace {

/// "A1B2" and "Z9Y8" have the same shape: letters and digits in the same places.
std::string shape_of(std::string_view code) {
    std::string shape(code);
    for (auto& c : shape) {
        if (c >= '0' && c <= '9') c = '0';
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) c = 'a';
    }
    return shape;
}

}  // namespace

bool says_no_code(std::string_view text) {
    static constexpr std::array<std::string_view, 16> words{"saknas",  "na",        "n a",     "ingen", "none",     "null",
                                                            "no",      "nej",       "nan",     "tom",   "finns ej", "ej",
                                                            "missing", "undefined", "puuttuu", "fehlt"};
    if (text.empty() || text.size() > 40) return false;
    if (text.find_first_not_of("-–—?#*./ ") == std::string_view::npos) return true;
    return text.size() < 12 && std::find(words.begin(), words.end(), fold(text)) != words.end();
}

std::optional<std::string> without_label(std::string_view text) {
    static constexpr std::array<std::string_view, 13> labels{"kod",       "code",   "kode",       "koodi",   "biljettkod",
                                                             "biljett",   "ticket", "qr",         "billett", "nr",
                                                             "biljettnr", "billet", "ticket code"};
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || colon + 1 == text.size() || text[colon + 1] == '/') return std::nullopt;
    if (std::find(labels.begin(), labels.end(), fold(trim(text.substr(0, colon)))) == labels.end()) return std::nullopt;
    const auto code = trim(text.substr(colon + 1));
    return code.empty() ? std::nullopt : std::optional(std::string(code));
}

std::string code_among_words(std::string_view text) {
    constexpr std::string_view between = " ,;:()[]/|&+";
    constexpr std::size_t min_length = 4;
    for (;;) {
        const auto begin = std::min(text.find_first_not_of(between), text.size());
        text.remove_prefix(begin);
        if (text.empty()) return {};
        const auto word = text.substr(0, text.find_first_of(between));
        const bool has_digit = word.find_first_of("0123456789") != std::string_view::npos;
        if (has_digit && word.size() >= min_length && !is_date(word)) return std::string(word);
        text.remove_prefix(word.size());
    }
}

std::optional<std::string> first_of_several_codes(std::string_view text) {
    constexpr std::size_t min_length = 4;
    const auto end = text.find_first_of(",;/ \n|&+");
    if (end == std::string_view::npos || end < min_length || text.find("://") != std::string_view::npos) return std::nullopt;
    const auto first = text.substr(0, end);
    if (first.find_first_of("0123456789") == std::string_view::npos) return std::nullopt;
    const auto shape = shape_of(first);
    for (auto rest = text.substr(end); !rest.empty();) {
        const auto begin = std::min(rest.find_first_not_of(",;/ \n|&+"), rest.size());
        rest.remove_prefix(begin);
        const auto next = rest.substr(0, rest.find_first_of(",;/ \n|&+"));
        if (!next.empty() && shape_of(next) != shape) return std::nullopt;
        rest.remove_prefix(next.size());
    }
    return std::string(first);
}

}  // namespace entre
