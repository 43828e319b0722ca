// Search-as-you-type by name, for the staff's lists.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entre {

/// The words between spaces.
std::vector<std::string_view> words_in(std::string_view text);

enum class Typos { refused, forgiven };

/// An in-memory index from words to people, about 60 bytes per person. Immutable, so safe from any thread once constructed;
/// results are deterministic.
class NameIndex {
public:
    NameIndex() = default;
    /// One folded text per person, words separated by spaces. Fewer than 2^32 people.
    explicit NameIndex(std::span<const std::string_view> people);

    static constexpr std::size_t everybody = std::numeric_limits<std::size_t>::max();

    /// The indices, ascending, of the first `limit` people who have, for each word of `folded`, a word that begins with it; the
    /// order of the words does not matter. If there is nobody and typos are forgiven, words of at least four bytes may contain
    /// one typo: a letter inserted, missing or replaced, or two adjacent letters swapped. Empty for a text without words.
    [[nodiscard]] std::vector<std::size_t> find(std::string_view folded, Typos typos = Typos::forgiven,
                                                std::size_t limit = everybody) const;

private:
    /// Consecutive words in `words_`.
    struct Range {
        std::uint32_t begin = 0, end = 0;
        [[nodiscard]] bool is_empty() const { return begin >= end; }
    };
    /// The words that one typed word may mean, and how many entries of `people_` they have in total.
    struct Meant {
        std::vector<Range> ranges;
        std::size_t people = 0;
    };

    [[nodiscard]] Range beginning_with(Range in, std::size_t depth, std::string_view rest) const;
    [[nodiscard]] Range with_letter(Range in, std::size_t depth) const;
    [[nodiscard]] std::vector<Range> with_a_typo(std::string_view typed) const;
    [[nodiscard]] Meant counted(std::vector<Range> ranges) const;
    [[nodiscard]] std::vector<std::size_t> with_all(const std::vector<Meant>& words, std::size_t limit) const;
    [[nodiscard]] bool has(std::size_t person, const Meant& word) const;

    std::vector<std::string> words_;           // unique, sorted by bytes
    std::vector<std::uint32_t> people_begin_;  // for each word its first entry in `people_`, then the end
    std::vector<std::uint32_t> people_;        // the people who have each word, ascending
    std::vector<std::uint32_t> words_begin_;   // for each person the first entry in `words_of_`, then the end
    std::vector<std::uint32_t> words_of_;
};

}  // namespace entre
