// Unicode text: cleaning, folding, decoding. All strings are UTF-8; nothing here throws.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace entre {

/// Fit for a badge and a screen: valid UTF-8 in NFC, no control or format characters (line breaks become spaces; zero-width
/// joiners stay where scripts need them), no bidi overrides, at most three combining marks a base character, white space
/// collapsed and trimmed, at most `max_graphemes` user-perceived characters.
/// Never fails; the answer may be empty when nothing printable was there.
std::string clean_text(std::string_view text, std::size_t max_graphemes = 80);

/// For comparing names: case, diacritics, hyphens and apostrophes away, so that "ÖSTRÖM", "ostrom" and "Öström" are one;
/// also ø, ł, đ, ß, æ, ı and their like, which canonical decomposition leaves alone.
std::string fold(std::string_view text);

/// What to compare, byte by byte, for the order of Swedish lists: å ä ö last, accents and case only where all else is equal.
std::string sort_key(std::string_view text);

/// Letters in `text` (general category L), for "at min_scale two letters".
std::size_t letter_count(std::string_view text);

/// True when `to` is another spelling of `from` and not another person: few letters differ once both are folded.
bool is_respelling(std::string_view from, std::string_view to);

bool is_valid_utf8(std::string_view bytes);
/// Windows-1252 (WHATWG table) to UTF-8; every byte maps to something.
std::string from_windows_1252(std::string_view bytes);
/// Invalid sequences become U+FFFD.
std::string to_valid_utf8(std::string_view bytes);

/// User-perceived characters, in order.
std::vector<std::string> graphemes(std::string_view text);
/// The first user-perceived character, or nothing.
std::string first_grapheme(std::string_view text);

std::string_view trim(std::string_view text);
std::string to_lower_ascii(std::string_view text);
/// Code points outside [A-Za-z0-9] dropped, the rest in lower case: for comparing uuids and headings.
std::string alphanumeric_ascii(std::string_view text);

}  // namespace entre
