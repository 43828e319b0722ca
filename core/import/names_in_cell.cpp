#include "core/import/names_in_cell.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

#include "core/base/text.hpp"
#include "core/import/column_values.hpp"
#include "core/import/name_words.hpp"

namespace entre {

namespace {

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        if (end > 0) words.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

/// "överläkare" as well as "rektor".
bool begins_small(std::string_view word) {
    const auto letters = icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), static_cast<int32_t>(word.size())));
    return u_islower(letters.char32At(0)) != 0;
}

/// Words after a comma that are a title or a degree: "rektor", "PhD", "fil. dr".
bool is_title(const std::vector<std::string>& words) {
    static constexpr std::array<std::string_view, 12> degrees{"phd",  "md",        "msc",    "bsc", "mba", "dr",
                                                              "prof", "professor", "docent", "esq", "ba",  "ma"};
    return begins_small(words.front()) || std::all_of(words.begin(), words.end(), [](const std::string& word) {
               const std::string folded = fold(word);
               return std::find(degrees.begin(), degrees.end(), folded.substr(0, folded.find('.'))) != degrees.end();
           });
}

bool is_organisation(const std::vector<std::string>& words) {
    static constexpr std::array<std::string_view, 34> endings{
        "kommun",      "kommunen",      "polis",      "polisen",     "region",        "regionen", "stad",
        "stads",       "skola",         "skolan",     "universitet", "universitetet", "verket",   "styrelsen",
        "forvaltning", "forvaltningen", "myndighet",  "myndigheten", "bolag",         "bolaget",  "forening",
        "foreningen",  "kyrkan",        "forsamling", "institut",    "tjanst",        "tjansten", "ab",
        "as",          "inc",           "ltd",        "gmbh",        "university",    "police"};
    const bool has_small = std::any_of(words.begin() + 1, words.end(),
                                       [](const auto& word) { return begins_small(word) && !is_name_particle(word); });
    return has_small || std::any_of(words.begin(), words.end(), [](const std::string& word) {
               const std::string folded = fold(word);
               return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) {
                   return ending.size() > 3 ? folded.ends_with(ending) : folded == ending;
               });
           });
}

bool is_suffix(std::string_view word) {
    static constexpr std::array<std::string_view, 6> all{"jr", "sr", "ii", "iii", "iv", "jun"};
    std::string folded = fold(word);
    std::erase(folded, '.');
    return std::find(all.begin(), all.end(), folded) != all.end();
}

bool is_all_capitals(std::string_view text) {
    const auto letters = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
    return letters == icu::UnicodeString(letters).toUpper() && letters != icu::UnicodeString(letters).toLower();
}

/// A particle between two other names: "Bo De Geer", "BO VON ESSEN". "Al" with a capital is a given name, too.
bool is_particle_inside(std::string_view word, std::string_view full) {
    if (is_name_particle(word)) return true;
    const std::string small = to_lower_ascii(word);
    return is_name_particle(small) &&
           (is_all_capitals(full) || (small != "al" && small != "da" && small != "bin" && small != "do"));
}

void split_at_space(std::string_view full, Registration& person) {
    auto space = full.rfind(' ');
    if (space == std::string_view::npos) {
        person.given = full;
        return;
    }
    while (space > 0) {
        const auto before = full.rfind(' ', space - 1);
        if (before == std::string_view::npos || !is_particle_inside(full.substr(before + 1, space - before - 1), full)) break;
        space = before;
    }
    person.given = full.substr(0, space);
    person.family = full.substr(space + 1);
}

/// Takes "+1", "+ 2", "+ gäst" off the end.
bool take_plus(std::string_view& name) {
    const auto plus = name.rfind('+');
    if (plus == std::string_view::npos || plus == 0) return false;
    const auto rest = trim(name.substr(plus + 1));
    const std::string folded = fold(rest);
    const bool is_count = rest.size() <= 2 && rest.find_first_not_of("0123456789") == std::string_view::npos;
    if (!is_count && folded != "gast" && folded != "en" && folded != "guest" && folded != "one" && folded != "respektive" &&
        folded != "familj")
        return false;
    name = trim(name.substr(0, plus));
    return true;
}

std::vector<std::string> split_at_commas(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto comma = std::min(text.find(", "), text.size());
        parts.emplace_back(trim(text.substr(0, comma)));
        text.remove_prefix(std::min(comma + 2, text.size()));
    }
    return parts;
}

/// "Jan Iu, Kim Ju & Lo Ku": what stands between the words and signs that part several people; empty if there are none.
std::vector<std::string> parts_of(std::string_view text) {
    static constexpr std::array<std::string_view, 11> between{" & ", " och ", " and ", " und ", " og ",  " ja ",
                                                              " + ", ";",     "/",     "\n",    " samt "};
    std::vector<std::string> parts;
    bool has_one = false;
    while (!text.empty()) {
        std::size_t first = text.size(), length = 0;
        for (const auto sign : between)
            if (const auto at = text.find(sign); at < first) {
                first = at;
                length = sign.size();
            }
        has_one = has_one || length > 0;
        for (auto& part : split_at_commas(trim(text.substr(0, first)))) parts.push_back(std::move(part));
        text.remove_prefix(std::min(first + length, text.size()));
    }
    return has_one ? parts : std::vector<std::string>{};
}

/// "von Essen Anna": the first word that is no particle ends the family name.
void split_family_first(std::string_view full, Registration& person) {
    auto space = full.find(' ');
    while (space != std::string_view::npos) {
        const auto begin = full.rfind(' ', space - 1);
        const auto word = full.substr(begin == std::string_view::npos ? 0 : begin + 1,
                                      space - (begin == std::string_view::npos ? 0 : begin + 1));
        if (!is_name_particle(word)) break;
        space = full.find(' ', space + 1);
    }
    if (space == std::string_view::npos) return split_at_space(full, person);
    person.family = full.substr(0, space);
    person.given = trim(full.substr(space + 1));
}

/// "asa" of "asa.ek@example.org", and "ek".
std::pair<std::string, std::string> names_in_address(std::string_view email) {
    const auto local = email.substr(0, email.find('@'));
    const auto sign = local.find_first_of("._");
    if (sign == std::string_view::npos) return {};
    return {fold(local.substr(0, sign)), fold(local.substr(local.find_last_of("._") + 1))};
}

/// "• Anna Ek", "- Bo Al", "3. Cia Ny" without what a list puts before each line.
std::string_view without_bullet(std::string_view text) {
    for (const std::string_view bullet : {"• ", "- ", "– ", "* ", "· ", "▪ ", "> "})
        if (text.starts_with(bullet)) return trim(text.substr(bullet.size()));
    const auto digits = text.find_first_not_of("0123456789");
    if (digits == std::string_view::npos || digits == 0 || digits > 3 || (text[digits] != '.' && text[digits] != ')'))
        return text;
    const auto rest = trim(text.substr(digits + 1));
    return is_full_name(rest) ? rest : text;
}

}  // namespace

NamesInCell names_in(std::string_view cell) {
    NamesInCell out;
    auto rest = without_bullet(trim(cell));
    out.brings_more = take_plus(rest);
    const std::string folded = fold(rest);
    out.is_placeholder = is_no_real_name(rest);
    out.may_be_several = is_household(rest) || folded.starts_with("gast till ") || folded.starts_with("guest of ") ||
                         (!folded.empty() && folded[0] >= '0' && folded[0] <= '9');
    auto names = parts_of(rest);
    if (names.empty()) {
        out.names.emplace_back(rest);
        return out;
    }
    out.is_parted =
        names.size() > 1 && std::all_of(names.begin(), names.end(), [](const std::string& name) { return is_full_name(name); });
    out.may_be_several = !out.is_parted;
    if (out.is_parted)
        out.names = std::move(names);
    else
        out.names.emplace_back(rest);
    return out;
}

SplitName split_name(std::string_view full, Registration& person, bool is_family_name_first) {
    SplitName out;
    const auto comma = full.find(',');
    const auto before = trim(full.substr(0, comma)),
               after = comma == std::string_view::npos ? std::string_view{} : trim(full.substr(comma + 1));
    // "Anna Ek - Polisen", "Bo Al @ MSB": what stands behind is no name.
    for (const std::string_view sign : {" - ", " – ", " — ", " @ ", " | "})
        if (const auto at = full.find(sign); at != std::string_view::npos && is_full_name(trim(full.substr(0, at)))) {
            out = split_name(trim(full.substr(0, at)), person, is_family_name_first);
            out.aside = true;
            return out;
        }
    if (const auto open = full.rfind(" ("); open != std::string_view::npos && open > 0 && full.ends_with(')')) {
        out = split_name(trim(full.substr(0, open)), person, is_family_name_first);
        out.aside = true;
        return out;
    }
    if (before.empty() || after.empty()) {
        const auto name = trim(comma == std::string_view::npos ? full : before.empty() ? after : before);
        if (is_family_name_first)
            split_family_first(name, person);
        else
            split_at_space(name, person);
        return out;
    }
    auto family = words_of(before);
    const auto is_particle = [](const std::string& word) {
        return is_name_particle(word);
    };  // a capital makes it a name: "Bo Al"
    const auto names = std::count_if(family.begin(), family.end(), [&](const auto& word) { return !is_particle(word); });
    const auto given = words_of(after);
    if (names > 1 && (is_title(given) || is_organisation(given))) {
        split_at_space(before, person);
        out.after_comma = after;
        return out;
    }
    // "King, Martin Luther, Jr."
    person.family = before;
    const auto second = after.find(',');
    person.given = trim(after.substr(0, second));
    if (second != std::string_view::npos) {
        const auto rest = trim(after.substr(second + 1));
        if (is_suffix(rest))
            person.family += " " + std::string(rest);
        else
            out.after_comma = rest;
    }
    out.is_unsure = names > 1 && given.size() > 1;
    return out;
}

std::optional<bool> has_family_name_in_capitals(std::string_view name) {
    const auto words = words_of(name);
    if (words.size() < 2 || name.find_first_of(",0123456789") != std::string_view::npos) return std::nullopt;
    const bool is_first = words.front().size() > 1 && is_all_capitals(words.front()),
               is_last = words.back().size() > 1 && is_all_capitals(words.back());
    return is_first == is_last ? std::nullopt : std::optional(is_first);
}

std::optional<bool> is_family_name_first(std::string_view name, std::string_view email) {
    const auto [first, last] = names_in_address(email);
    const auto words = words_of(name);
    if (first.empty() || last.empty() || words.size() < 2 || name.find(',') != std::string_view::npos) return std::nullopt;
    const auto begin = fold(words.front()), end = fold(words.back());
    if (begin == end) return std::nullopt;
    if (begin == first && end == last) return false;
    if (begin == last && end == first) return true;
    return std::nullopt;
}

}  // namespace entre
