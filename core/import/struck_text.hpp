// Text that somebody has crossed out: a name that was struck off the list.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace entre {

/// Whether all of the cell is crossed out: "~~Bo Al~~", "<s>Bo Al</s>", U+0336 in each letter, or "❌ Bo Al".
bool is_crossed_out(std::string_view cell);
/// The cell without the marks; nullopt if it is not crossed out.
std::optional<std::string> without_crossing_out(std::string_view cell);

}  // namespace entre
