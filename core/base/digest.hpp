// Fingerprints of bytes.
#pragma once

#include <string>
#include <string_view>

namespace entre {

/// SHA-256 (FIPS 180-4) of `bytes`, 64 lower-case hex digits.
std::string sha256_hex(std::string_view bytes);

/// BLAKE2b of `text` under `key` (RFC 7693), 32 lower-case hex digits: tells whether two texts are the same, and to nobody without the
/// key what they are. Keys are 16 to 64 bytes.
std::string keyed_hash_hex(std::string_view key, std::string_view text);

}  // namespace entre
