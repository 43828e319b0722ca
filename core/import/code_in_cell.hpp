// What stands in a cell for a ticket code, before it is read as one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace entre {

/// "-", "saknas", "n/a", "########" (a column that was too narrow when it was copied): no ticket code.
bool says_no_code(std::string_view text);
/// "A1B2, A1B3": the first of several codes of the same shape; nullopt for one code.
std::optional<std::string> first_of_several_codes(std::string_view text);

}  // namespace entre
