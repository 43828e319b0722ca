// Ticket codes of Entré's own, for people whose registration came without one.
#pragma once

#include <string>
#include <string_view>

namespace entre {

/// No letter or digit that could be taken for another on paper: no o 0, no i l 1.
inline constexpr std::string_view ticket_alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
/// 31 signs to the power of 26 are 128.8 bits.
inline constexpr std::size_t issued_code_length = 26;

/// A fresh one. Randomness from libsodium.
std::string issue_ticket_code();

}  // namespace entre
