// The inverse of to_string for enums.
#pragma once

#include <optional>
#include <string_view>

namespace entre {

/// The enumerator whose to_string is `text`; nullopt for any other text. Enumerators must run from 0 to `last` without gaps.
template <class Enum>
std::optional<Enum> from_string(std::string_view text, Enum last) {
    for (int i = 0; i <= static_cast<int>(last); ++i)
        if (to_string(static_cast<Enum>(i)) == text) return static_cast<Enum>(i);
    return std::nullopt;
}

}  // namespace entre
