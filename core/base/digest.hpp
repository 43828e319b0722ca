// Fingerprints of bytes.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace entre {

/// SHA-256 (FIPS 180-4) of `bytes`, 64 lower-case hex digits.
std::string sha256_hex(std::string_view bytes);

/// The same of bytes that come in pieces.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;

    void take(std::string_view piece);
    /// To be called once.
    std::string hex();

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// BLAKE2b of `text` under `key` (RFC 7693), 32 lower-case hex digits: tells whether two texts are the same, and to nobody without the
/// key what they are. Keys are 16 to 64 bytes.
std::string keyed_hash_hex(std::string_view key, std::string_view text);

}  // namespace entre
