#include "core/search/name_match.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/registration/registration.hpp"
#include "core/search/name_index.hpp"

namespace entre {

namespace {

using Words = std::vector<std::string>;

constexpr std::size_t max_words = 8;         // of one field; more are no name
constexpr std::size_t max_subset_words = 4;  // of which any may be left out
constexpr std::size_t min_letters = 2, min_letters_with_typo = 4;

Words words_of(std::string_view name) {
    std::string spaced;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const auto rest = name.substr(i);
        const bool is_dash = rest.starts_with("\xe2\x80") && rest.size() > 2 && static_cast<unsigned char>(rest[2]) >= 0x90 &&
                             static_cast<unsigned char>(rest[2]) <= 0x95;
        if (rest[0] == '-' || is_dash)
            spaced.push_back(' ');
        else
            spaced.push_back(rest[0]);
        if (is_dash) i += 2;
    }
    Words words;
    const std::string folded = fold(spaced);
    for (const auto word : words_in(folded)) words.emplace_back(word);
    return words;
}

/// Folded ä, ö and å are a and o; written out they are two letters.
std::string with_short_vowels(std::string_view word) {
    std::string out;
    for (std::size_t i = 0; i < word.size(); ++i) {
        out.push_back(word[i]);
        const auto pair = word.substr(i, 2);
        if (pair == "ae" || pair == "oe" || pair == "aa") ++i;
    }
    return out;
}

std::string name_of(const Words& words, std::size_t begin, std::size_t end) {
    std::string joined;
    for (std::size_t i = begin; i < end; ++i) joined += words[i];
    return with_short_vowels(joined);
}

void add(Words& names, std::string name) {
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
}

Words without_particles(const Words& words) {
    Words kept;
    std::copy_if(words.begin(), words.end(), std::back_inserter(kept),
                 [](const std::string& word) { return !is_name_particle(word); });
    return kept;
}

/// What may be typed for the names in one field: all of them, or some in their order, but not particles alone.
Words names_in(const Words& words) {
    Words names;
    add(names, name_of(words, 0, words.size()));
    const auto count = words.size();
    if (count > max_words) return names;
    for (std::size_t begin = 0; begin < count; ++begin)
        for (std::size_t end = begin + 1; end <= count; ++end)
            if (std::any_of(words.begin() + static_cast<std::ptrdiff_t>(begin), words.begin() + static_cast<std::ptrdiff_t>(end),
                            [](const std::string& word) { return !is_name_particle(word); }))
                add(names, name_of(words, begin, end));
    if (count > max_subset_words) return names;
    for (unsigned chosen = 1; chosen < 1U << count; ++chosen) {
        Words some;
        for (std::size_t i = 0; i < count; ++i)
            if ((chosen >> i & 1U) != 0) some.push_back(words[i]);
        if (!without_particles(some).empty()) add(names, name_of(some, 0, some.size()));
    }
    return names;
}

bool is_letter_begin(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) != 0x80; }

std::size_t letters_in(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_letter_begin));
}

std::u32string letters_of(std::string_view text) {
    std::u32string letters;
    for (const char byte : text) {
        if (is_letter_begin(byte))
            letters.push_back(static_cast<unsigned char>(byte));
        else
            letters.back() = (letters.back() << 6U) | (static_cast<unsigned char>(byte) & 0x3fU);  // unique, which is enough here
    }
    return letters;
}

bool is_one_typo(std::string_view typed, std::string_view name) {
    const auto difference = typed.size() > name.size() ? typed.size() - name.size() : name.size() - typed.size();
    if (difference > 4 || letters_in(typed) < min_letters_with_typo || letters_in(name) < min_letters_with_typo) return false;
    const std::u32string a = letters_of(typed), b = letters_of(name);
    const auto [left, right] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    const auto after = [](auto begin, auto end, std::ptrdiff_t count) {
        return std::u32string_view(begin, end).substr(static_cast<std::size_t>(std::min(count, end - begin)));
    };
    if (left == a.end() && right == b.end()) return true;
    if (left != a.end() && right != b.end() && after(left, a.end(), 1) == after(right, b.end(), 1)) return true;  // replaced
    if (left != a.end() && after(left, a.end(), 1) == after(right, b.end(), 0)) return true;                      // inserted
    if (right != b.end() && after(left, a.end(), 0) == after(right, b.end(), 1)) return true;                     // left out
    return a.end() - left >= 2 && b.end() - right >= 2 && left[0] == right[1] && left[1] == right[0] &&
           after(left, a.end(), 2) == after(right, b.end(), 2);  // swapped
}

NameFit fit_of(const std::string& typed, const Words& names) {
    if (std::find(names.begin(), names.end(), typed) != names.end()) return NameFit::exact;
    const bool is_typo =
        std::any_of(names.begin(), names.end(), [&](const std::string& name) { return is_one_typo(typed, name); });
    return is_typo ? NameFit::typo : NameFit::none;
}

/// One typo is forgiven, not one in each name.
NameFit both(NameFit first, NameFit second) {
    if (first == NameFit::exact) return second;
    return first == NameFit::typo && second == NameFit::exact ? NameFit::typo : NameFit::none;
}

/// A typed name with and without its particles.
Words spellings(const Words& words) {
    Words out;
    add(out, name_of(words, 0, words.size()));
    const Words plain = without_particles(words);
    add(out, name_of(plain, 0, plain.size()));
    std::erase_if(out, [](const std::string& name) { return letters_in(name) < min_letters; });
    return out;
}

}  // namespace

NameQuery::NameQuery(std::string_view given, std::string_view family) {
    Words words = words_of(given);
    for (auto& word : words_of(family)) words.push_back(std::move(word));
    if (words.empty() || words.size() > max_words) return;
    single_ = spellings(words);
    for (auto middle = words.begin() + 1; middle != words.end(); ++middle)
        for (const auto& first : spellings(Words(words.begin(), middle)))
            for (const auto& second : spellings(Words(middle, words.end()))) pairs_.push_back({first, second});
    for (const auto& name : single_) initials_.push_back(name[0]);
    for (const auto& pair : pairs_) initials_.append({pair.first[0], pair.second[0]});
}

/// Fast and false for most people: of two typed names one is free of typos, so it begins like one of the words.
bool NameQuery::may_fit(const Words& given, const Words& family) const {
    const auto begins = [&](const std::string& word) { return initials_.find(word[0]) != std::string::npos; };
    return std::any_of(given.begin(), given.end(), begins) || std::any_of(family.begin(), family.end(), begins);
}

NameFit NameQuery::fit_of_words(const Words& given, const Words& family) const {
    const Words given_names = names_in(given), family_names = names_in(family);
    NameFit best = NameFit::none;
    for (const auto& pair : pairs_) {
        best = std::max(best, both(fit_of(pair.first, given_names), fit_of(pair.second, family_names)));
        best = std::max(best, both(fit_of(pair.first, family_names), fit_of(pair.second, given_names)));
    }
    return best;
}

NameFit NameQuery::fit(std::string_view given, std::string_view family) const {
    Words given_words = words_of(given), family_words = words_of(family);
    if (given_words.empty() || family_words.empty()) {
        const Words& all = given_words.empty() ? family_words : given_words;
        if (all.empty() || all.size() > max_words) return NameFit::none;
        NameFit best = NameFit::none;
        for (const auto& typed : single_) best = std::max(best, fit_of(typed, spellings(all)));
        // Lists with one column for the name: any division of it into given and family names may be the right one.
        for (auto middle = all.begin() + 1; middle != all.end() && best != NameFit::exact; ++middle)
            best = std::max(best, fit_of_words(Words(all.begin(), middle), Words(middle, all.end())));
        return best;
    }
    if (!may_fit(given_words, family_words)) return NameFit::none;
    return fit_of_words(given_words, family_words);
}

}  // namespace entre
