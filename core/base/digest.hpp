// Cryptographic hashes.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace entre {

/// SHA-256 (FIPS 180-4) of `bytes`, 64 lower-case hex digits.
std::string sha256_hex(std::string_view bytes);

/// The same for bytes that arrive in pieces.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;

    void take(std::string_view piece);
    /// Call once, after the last piece.
    std::string hex();

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// BLAKE2b of `text` with `key` (RFC 7693), 32 lower-case hex digits. It shows whether two texts are equal without revealing them
/// to anyone who lacks the key. Keys are 16 to 64 bytes.
std::string keyed_hash_hex(std::string_view key, std::string_view text);

}  // namespace entre
