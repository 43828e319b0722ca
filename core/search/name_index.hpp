// People found by what somebody types of their names, as it is typed: for the lists of staff.
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

/// Words and who has them, all in memory: about 60 bytes a person. Safe from any thread once it is made; the answers are the same
/// for the same people.
class NameIndex {
public:
    NameIndex() = default;
    /// What is known of each person, folded, with spaces between words. Fewer than 2^32 people.
    explicit NameIndex(std::span<const std::string_view> people);

    static constexpr std::size_t everybody = std::numeric_limits<std::size_t>::max();

    /// The places of those who have, for each word of `folded` in whatever order, a word that begins with it: ascending, the
    /// first `most`. Where nobody has them and typos are forgiven, words of four letters and more may differ by one: a letter too
    /// many, too few, another, or two that changed places. Nobody for a text without words.
    [[nodiscard]] std::vector<std::size_t> find(std::string_view folded, Typos typos = Typos::forgiven,
                                                std::size_t limit = everybody) const;

private:
    /// Words that stand one after another in `words_`.
    struct Range {
        std::uint32_t begin = 0, end = 0;
        [[nodiscard]] bool is_empty() const { return begin >= end; }
    };
    /// The words that one typed word may mean, and how often people have one of them.
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

    std::vector<std::string> words_;           // each once, in the order of their bytes
    std::vector<std::uint32_t> people_begin_;  // of each word in `people_`, and the end
    std::vector<std::uint32_t> people_;        // who has the word, ascending
    std::vector<std::uint32_t> words_begin_;   // of each person in `words_of_`, and the end
    std::vector<std::uint32_t> words_of_;
};

}  // namespace entre
