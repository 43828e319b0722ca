// The staff PIN: kept as argon2id only, by libsodium.
#pragma once

#include <string>
#include <string_view>

#include "core/base/error.hpp"

namespace entre {

inline constexpr std::size_t min_pin_digits = 6;
inline constexpr std::size_t max_pin_digits = 12;

/// Digits only, within the two bounds, and not all the same or a plain run such as 123456.
bool is_acceptable_pin(std::string_view pin);
/// libsodium's string form ("$argon2id$…"), salt included; takes a tenth of a second and 64 MB. Errors: wrong_usage.
Result<std::string> hash_pin(std::string_view pin);
/// False for a wrong PIN and for a hash that is none.
bool is_pin_right(std::string_view pin, const std::string& hash);
/// A random acceptable PIN, for a demonstration.
std::string random_pin();

}  // namespace entre
