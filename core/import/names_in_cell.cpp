#include "core/import/names_in_cell.hpp"

#include <algorithm>
#include <array>

#include "core/base/text.hpp"
#include "core/import/column_values.hpp"

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

bool begins_small(std::string_view word) { return !word.empty() && word[0] >= 'a' && word[0] <= 'z'; }

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

void split_at_space(std::string_view full, Registration& person) {
    auto space = full.rfind(' ');
    if (space == std::string_view::npos) {
        person.given = full;
        return;
    }
    while (space > 0) {
        const auto before = full.rfind(' ', space - 1);
        if (before == std::string_view::npos || !is_name_particle(full.substr(before + 1, space - before - 1))) break;
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

}  // namespace

NamesInCell names_in(std::string_view cell) {
    NamesInCell out;
    auto rest = trim(cell);
    out.brings_more = take_plus(rest);
    static constexpr std::array<std::string_view, 11> between{" & ", " och ", " and ", " und ", " og ",  " ja ",
                                                              " + ", ";",     "/",     "\n",    " samt "};
    const bool has_one = std::any_of(between.begin(), between.end(),
                                     [&](std::string_view sign) { return rest.find(sign) != std::string_view::npos; });
    static constexpr std::array<std::string_view, 14> placeholders{"tba",   "tbd",     "tbc",  "nn",    "n n",  "n.n.", "na",
                                                                   "okand", "unknown", "gast", "guest", "namn", "test", "x"};
    const std::string folded = fold(rest);
    out.is_placeholder = folded.empty() || folded == "-" || folded == "?" ||
                         std::find(placeholders.begin(), placeholders.end(), folded) != placeholders.end();
    out.may_be_several = folded.starts_with("gast till ") || folded.starts_with("guest of ") ||
                         (!folded.empty() && folded[0] >= '0' && folded[0] <= '9');
    if (!has_one) {
        out.names.emplace_back(rest);
        return out;
    }
    std::vector<std::string> parts;
    for (auto text = rest; !text.empty();) {
        std::size_t first = text.size(), length = 0;
        for (const auto sign : between)
            if (const auto at = text.find(sign); at < first) {
                first = at;
                length = sign.size();
            }
        if (const auto part = trim(text.substr(0, first)); !part.empty()) parts.emplace_back(part);
        text.remove_prefix(std::min(first + length, text.size()));
    }
    // "Jan Iu, Kim Ju & Lo Ku"
    std::vector<std::string> whole;
    for (const auto& part : parts)
        for (std::string_view text = part; !text.empty();) {
            const auto comma = std::min(text.find(", "), text.size());
            whole.emplace_back(trim(text.substr(0, comma)));
            text.remove_prefix(std::min(comma + 2, text.size()));
        }
    out.is_parted =
        whole.size() > 1 && std::all_of(whole.begin(), whole.end(), [](const std::string& name) { return is_full_name(name); });
    out.may_be_several = !out.is_parted;
    if (out.is_parted)
        out.names = std::move(whole);
    else
        out.names.emplace_back(rest);
    return out;
}

SplitName split_name(std::string_view full, Registration& person) {
    SplitName out;
    const auto comma = full.find(',');
    const auto before = trim(full.substr(0, comma)),
               after = comma == std::string_view::npos ? std::string_view{} : trim(full.substr(comma + 1));
    if (const auto open = full.rfind(" ("); open != std::string_view::npos && open > 0 && full.ends_with(')')) {
        out = split_name(trim(full.substr(0, open)), person);
        out.aside = true;
        return out;
    }
    if (before.empty() || after.empty()) {
        split_at_space(trim(comma == std::string_view::npos ? full : before.empty() ? after : before), person);
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

}  // namespace entre
