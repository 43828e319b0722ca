// Unicode text: cleaning, folding, decoding. All strings are UTF-8; nothing here throws.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace entre {

/// Cleans text for badges and screens: valid UTF-8 in NFC, no control or format characters (line breaks become spaces; zero-width
/// joiners are kept where scripts need them), no bidi overrides, at most three combining marks per base character, white space
/// collapsed and trimmed, at most `max_graphemes` user-perceived characters.
/// Never fails; the result is empty when `text` contains nothing printable.
std::string clean_text(std::string_view text, std::size_t max_graphemes = 80);
/// Whether clean_text would drop a picture, flag or other emoji.
bool has_emoji(std::string_view text);

/// For comparing names: removes case, diacritics, hyphens and apostrophes, so that "ÖSTRÖM", "ostrom" and "Öström" are equal.
/// Also folds letters such as ø, ł, đ, ß, æ and ı, which have no canonical decomposition.
std::string fold(std::string_view text);

/// A key to compare byte by byte for Swedish collation: å ä ö last, accents and case only as tie-breakers.
std::string sort_key(std::string_view text);

/// Letters in `text` (general category L), for "at least two letters".
std::size_t letter_count(std::string_view text);

/// Whether `to` is probably another spelling of `from` rather than another person: few letters differ after folding.
bool is_respelling(std::string_view from, std::string_view to);

bool is_valid_utf8(std::string_view bytes);
/// Windows-1252 (WHATWG table) to UTF-8; every byte is valid.
std::string from_windows_1252(std::string_view bytes);
/// Replaces invalid sequences by U+FFFD.
std::string to_valid_utf8(std::string_view bytes);

/// One Unicode code point; U+FFFD for what is none.
std::string to_utf8(char32_t code_point);

/// User-perceived characters, in order.
std::vector<std::string> graphemes(std::string_view text);
/// The first user-perceived character; empty when there is none.
std::string first_grapheme(std::string_view text);

std::string_view trim(std::string_view text);
std::string to_lower_ascii(std::string_view text);
/// Drops code points outside [A-Za-z0-9] and converts the rest to lower case; for comparing UUIDs and headings.
std::string alphanumeric_ascii(std::string_view text);

}  // namespace entre
