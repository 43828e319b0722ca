// The parts of a payload where a system that Entré does not know may have put its ticket code. Pure; never throws.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entre {

/// Bounds the look-ups for one scan; longer payloads than a ticket's are refused before.
inline constexpr std::size_t max_payload_parts = 256;

/// Each value that may be a code, without repetitions: of a link every parameter, every part of the path and of the fragment; of
/// JSON every string and whole number, however nested; of other text whatever a colon, comma, semicolon, bar or the like
/// separates. Values are tried as they are, percent-decoded, cut at separators, and without a file extension.
///
/// They count only when they are equal to a code in the roster. Left out are tracking parameters, and numbers of fewer than five
/// digits unless their name speaks of a ticket: `event_id=45` or a year in the path must not check in the visitor whose code is
/// 45 or 2027.
std::vector<std::string> payload_parts(std::string_view text);

/// "%C3%A5" as the bytes it stands for; other text unchanged.
std::string percent_decoded(std::string_view text);

}  // namespace entre
