#include "core/search/name_index.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_map>

namespace entre {

namespace {

constexpr std::size_t min_letters_with_typo = 4;

/// The number of bytes of the UTF-8 letter at `at`: folding keeps non-Latin letters.
std::size_t letter_at(std::string_view word, std::size_t at) {
    std::size_t end = at + 1;
    while (end < word.size() && (static_cast<unsigned char>(word[end]) & 0xc0) == 0x80) ++end;
    return end - at;
}

}  // namespace

std::vector<std::string_view> words_in(std::string_view text) {
    std::vector<std::string_view> words;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find(' ', begin), text.size());
        if (end > begin) words.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return words;
}

NameIndex::NameIndex(std::span<const std::string_view> people) {
    std::unordered_map<std::string_view, std::uint32_t> known;
    std::vector<std::string_view> met;
    words_begin_.reserve(people.size() + 1);
    for (const auto text : people) {
        words_begin_.push_back(static_cast<std::uint32_t>(words_of_.size()));
        const auto first = static_cast<std::ptrdiff_t>(words_of_.size());
        for (const auto word : words_in(text)) {
            const auto [place, is_new] = known.emplace(word, static_cast<std::uint32_t>(met.size()));
            if (is_new) met.push_back(word);
            if (std::find(words_of_.begin() + first, words_of_.end(), place->second) == words_of_.end())
                words_of_.push_back(place->second);
        }
    }
    words_begin_.push_back(static_cast<std::uint32_t>(words_of_.size()));

    std::vector<std::uint32_t> order(met.size()), rank(met.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return met[a] < met[b]; });
    words_.reserve(met.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        rank[order[i]] = i;
        words_.emplace_back(met[order[i]]);
    }
    people_begin_.assign(words_.size() + 1, 0);
    for (auto& word : words_of_) ++people_begin_[(word = rank[word]) + 1];
    std::partial_sum(people_begin_.begin(), people_begin_.end(), people_begin_.begin());
    people_.resize(words_of_.size());
    auto next = people_begin_;
    for (std::size_t person = 0; person < people.size(); ++person)
        for (auto i = words_begin_[person]; i < words_begin_[person + 1]; ++i)
            people_[next[words_of_[i]]++] = static_cast<std::uint32_t>(person);
}

/// Of words that share their first `depth` bytes, those that continue with `rest`.
NameIndex::Range NameIndex::beginning_with(Range in, std::size_t depth, std::string_view rest) const {
    const auto begin = words_.begin() + in.begin, end = words_.begin() + in.end;
    const auto part = [&](const std::string& word) {
        return std::string_view(word).substr(std::min(depth, word.size()), rest.size());
    };
    const auto first = std::partition_point(begin, end, [&](const std::string& word) { return part(word) < rest; });
    const auto last = std::partition_point(first, end, [&](const std::string& word) { return part(word) == rest; });
    return {static_cast<std::uint32_t>(first - words_.begin()), static_cast<std::uint32_t>(last - words_.begin())};
}

/// Of words that share their first `depth` bytes, those whose next letter is the same as in the first of them.
NameIndex::Range NameIndex::with_letter(Range in, std::size_t depth) const {
    const std::string_view first = words_[in.begin];
    return beginning_with(in, depth, first.substr(depth, letter_at(first, depth)));
}

std::vector<NameIndex::Range> NameIndex::with_a_typo(std::string_view typed) const {
    std::vector<Range> found;
    const auto add = [&](Range range) {
        if (!range.is_empty()) found.push_back(range);
    };
    Range alike{0, static_cast<std::uint32_t>(words_.size())};  // words that share the first `at` bytes of `typed`
    for (std::size_t at = 0; !alike.is_empty();) {
        const auto rest = typed.substr(at);
        if (rest.empty()) {
            add(alike);
            break;
        }
        const auto here = letter_at(rest, 0);
        const auto after = rest.substr(here);
        add(beginning_with(alike, at, after));  // inserted letter
        if (!after.empty()) {
            const auto second = letter_at(after, 0);
            const std::string swapped =
                std::string(after.substr(0, second)) + std::string(rest.substr(0, here)) + std::string(after.substr(second));
            add(beginning_with(alike, at, swapped));
        }
        auto others = alike;
        while (!others.is_empty() && words_[others.begin].size() <= at) ++others.begin;
        while (!others.is_empty()) {
            const auto one = with_letter(others, at);
            const auto depth = at + letter_at(words_[one.begin], at);
            add(beginning_with(one, depth, after));  // replaced letter
            add(beginning_with(one, depth, rest));   // missing letter
            others.begin = one.end;
        }
        alike = beginning_with(alike, at, rest.substr(0, here));
        at += here;
    }
    // Merge overlapping ranges, which would count people twice.
    std::sort(found.begin(), found.end(), [](Range a, Range b) { return a.begin < b.begin; });
    std::vector<Range> apart;
    for (const auto range : found) {
        if (!apart.empty() && range.begin <= apart.back().end)
            apart.back().end = std::max(apart.back().end, range.end);
        else
            apart.push_back(range);
    }
    return apart;
}

NameIndex::Meant NameIndex::counted(std::vector<Range> ranges) const {
    Meant out{std::move(ranges), 0};
    for (const auto range : out.ranges) out.people += people_begin_[range.end] - people_begin_[range.begin];
    return out;
}

bool NameIndex::has(std::size_t person, const Meant& word) const {
    return std::any_of(words_of_.begin() + words_begin_[person], words_of_.begin() + words_begin_[person + 1],
                       [&](std::uint32_t own) {
                           return std::any_of(word.ranges.begin(), word.ranges.end(),
                                              [&](Range range) { return own >= range.begin && own < range.end; });
                       });
}

std::vector<std::size_t> NameIndex::with_all(const std::vector<Meant>& words, std::size_t limit) const {
    const auto& rarest =
        *std::min_element(words.begin(), words.end(), [](const Meant& a, const Meant& b) { return a.people < b.people; });
    const auto has_all = [&](std::size_t person) {
        return std::all_of(words.begin(), words.end(), [&](const Meant& word) { return has(person, word); });
    };
    const std::size_t people = words_begin_.size() - 1;
    std::vector<std::size_t> found;
    // Scan either the people who have the rarest word, or everybody from the first until enough are found: whichever is likely to
    // be fewer.
    if (rarest.people == 0) return found;
    if (limit < people && words.size() == 1 && rarest.people > limit && people / rarest.people * limit < rarest.people) {
        for (std::size_t person = 0; person < people && found.size() < limit; ++person)
            if (has_all(person)) found.push_back(person);
        return found;
    }
    for (const auto range : rarest.ranges)
        for (auto i = people_begin_[range.begin]; i < people_begin_[range.end]; ++i)
            if (words.size() == 1 || has_all(people_[i])) found.push_back(people_[i]);
    constexpr std::size_t words_alike = 8;  // a person with several words in one range is found once for each
    if (limit < people && found.size() > limit * words_alike) {
        std::nth_element(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(limit * words_alike), found.end());
        found.resize(limit * words_alike);
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    if (found.size() > limit) found.resize(limit);
    return found;
}

std::vector<std::size_t> NameIndex::find(std::string_view folded, Typos typos, std::size_t limit) const {
    const auto typed = words_in(folded);
    if (typed.empty() || words_begin_.empty()) return {};
    const Range all{0, static_cast<std::uint32_t>(words_.size())};
    std::vector<Meant> words;
    for (const auto word : typed) words.push_back(counted({beginning_with(all, 0, word)}));
    auto found = with_all(words, limit);
    if (!found.empty() || typos == Typos::refused) return found;
    for (std::size_t i = 0; i < typed.size(); ++i)
        if (typed[i].size() >= min_letters_with_typo) words[i] = counted(with_a_typo(typed[i]));
    return with_all(words, limit);
}

}  // namespace entre
