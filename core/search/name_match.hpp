// Whether a name that a visitor types is that of a registered person, however it is spelt. Pure; never throws.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entre {

enum class NameFit {
    none,
    typo,   ///< one letter too many, too few or another, or two neighbours swapped, in a name of at least four letters
    exact,  ///< apart from letter case, diacritics, hyphens, apostrophes, particles, and ä/ae, ö/oe, å/aa
};

/// A typed name, to be compared with many people. It fits a person if it consists of one complete given name and one complete
/// family name, in either order and in whichever fields: "Anna" or "Karin" or "Annakarin" and "Ek" or "Al-Ek" for Anna-Karin Al
/// Ek. Only of people who have a single name that name suffices. Parts of names never fit: nobody is found by trying out letters.
class NameQuery {
public:
    NameQuery(std::string_view given, std::string_view family);

    [[nodiscard]] NameFit fit(std::string_view given, std::string_view family) const;

private:
    using Words = std::vector<std::string>;
    /// The typed words, divided into two names.
    struct Pair {
        std::string first, second;
    };

    [[nodiscard]] NameFit fit_of_words(const Words& given, const Words& family) const;
    [[nodiscard]] bool may_fit(const Words& given, const Words& family) const;

    std::vector<Pair> pairs_;
    std::vector<std::string> single_;  // all words as one name
    std::string initials_;             // first bytes of all names above
};

}  // namespace entre
