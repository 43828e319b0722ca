// What stands in a cell for a ticket code, before it is read as one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace entre {

/// "-", "saknas", "n/a", "########" (a column that was too narrow when it was copied): no ticket code.
bool says_no_code(std::string_view text);
/// "Kod: ABC123", "Biljett: ABC123": the code behind a word that says what it is; nullopt for all others.
std::optional<std::string> without_label(std::string_view text);
/// "ABC123 (kopia)", "gammal: X1 ny: ABC123": the first part that may be a code; empty if there is none, as in "skickas senare".
/// For a cell with spaces in a column whose codes have none.
std::string code_among_words(std::string_view text);
/// "A1B2, A1B3": the first of several codes of the same shape; nullopt for one code.
std::optional<std::string> first_of_several_codes(std::string_view text);

}  // namespace entre
