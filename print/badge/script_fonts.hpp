// Which Debian package has the letters that a name needs.
#pragma once

#include <string>
#include <string_view>

namespace entre {

/// What a character is and what would help: "Hangul: install fonts-noto-cjk"; for private-use and unassigned characters that no
/// font can have, what to do instead. `letter` is one user-perceived character.
std::string font_advice(std::string_view letter);

}  // namespace entre
