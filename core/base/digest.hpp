// Fingerprints of bytes.
#pragma once

#include <string>
#include <string_view>

namespace entre {

/// SHA-256 (FIPS 180-4) of `bytes`, 64 lower-case hex digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace entre
