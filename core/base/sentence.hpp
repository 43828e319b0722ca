// A sentence for people, in English, that can be said in another language as long as its parts are known.
#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entre {

/// Replaces each "{}" in `pattern` by the next part, and "{1}", "{2}" … by the part of that number. All other text is kept, so
/// that braces in names do no harm.
std::string filled(std::string_view pattern, const std::vector<std::string>& parts);

struct Sentence {
    std::string_view pattern;  ///< a literal, and the msgid of its translations: "{} is empty. Export the registrations again."
    std::vector<std::string> parts;

    [[nodiscard]] bool empty() const { return pattern.empty(); }
    [[nodiscard]] std::string english() const { return filled(pattern, parts); }
    friend bool operator==(const Sentence&, const Sentence&) = default;
};

/// The text of one part.
inline std::string part(std::string text) { return text; }
inline std::string part(std::string_view text) { return std::string(text); }
inline std::string part(const char* text) { return text; }
std::string part(std::integral auto number) { return std::to_string(number); }

/// A test looks for the patterns of all calls in every language, so `pattern` is written out in the call, or in one of
/// sentence_pattern.
template <class... Parts>
[[nodiscard]] Sentence sentence(std::string_view pattern, Parts&&... parts) {
    return {pattern, {part(std::forward<Parts>(parts))...}};
}

constexpr std::string_view sentence_pattern(std::string_view pattern) { return pattern; }

}  // namespace entre
