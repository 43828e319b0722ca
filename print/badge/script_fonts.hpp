// Finds the Debian package with the glyphs that a name needs.
#pragma once

#include <string>
#include <string_view>

namespace entre {

/// The script of a character and how to get a font for it: "Hangul: install fonts-noto-cjk". For private-use and unassigned
/// characters, which no font can cover, it says what to do instead. `letter` is one user-perceived character.
std::string font_advice(std::string_view letter);

}  // namespace entre
