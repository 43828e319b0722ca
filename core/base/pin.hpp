// The staff PIN, stored only as an argon2id hash (libsodium).
#pragma once

#include <string>
#include <string_view>

#include "core/base/error.hpp"

namespace entre {

inline constexpr std::size_t min_pin_digits = 6;
inline constexpr std::size_t max_pin_digits = 12;

/// Only digits, within the length limits, and not all equal or a run such as 123456.
bool is_acceptable_pin(std::string_view pin);
/// The hash in libsodium's string format ("$argon2id$…"), including the salt. Takes 0.1 s and 64 MB. Errors: wrong_usage.
Result<std::string> hash_pin(std::string_view pin);
/// False for a wrong PIN and for an invalid hash.
bool is_pin_right(std::string_view pin, const std::string& hash);
/// A random acceptable PIN.
std::string random_pin(std::size_t digits = min_pin_digits);

}  // namespace entre
