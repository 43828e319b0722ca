#include "core/base/digest.hpp"

#include <sodium.h>

#include <array>

namespace entre {

std::string sha256_hex(std::string_view bytes) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    std::array<char, crypto_hash_sha256_BYTES * 2 + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    return hex.data();
}

std::string keyed_hash_hex(std::string_view key, std::string_view text) {
    std::array<unsigned char, 16> hash{};
    const auto bytes = [](std::string_view from) { return reinterpret_cast<const unsigned char*>(from.data()); };
    crypto_generichash(hash.data(), hash.size(), bytes(text), text.size(), bytes(key), key.size());
    std::array<char, hash.size() * 2 + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    return hex.data();
}

}  // namespace entre
