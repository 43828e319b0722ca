#include "core/base/digest.hpp"

#include <sodium.h>

#include <array>

namespace entre {

namespace {

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

template <std::size_t size>
std::string hex_of(const std::array<unsigned char, size>& hash) {
    std::array<char, size * 2 + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    return hex.data();
}

}  // namespace

struct Sha256::State {
    crypto_hash_sha256_state of;
};

Sha256::Sha256() : state_(std::make_unique<State>()) { crypto_hash_sha256_init(&state_->of); }
Sha256::~Sha256() = default;

void Sha256::take(std::string_view piece) { crypto_hash_sha256_update(&state_->of, bytes_of(piece), piece.size()); }

std::string Sha256::hex() {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256_final(&state_->of, hash.data());
    return hex_of(hash);
}

std::string sha256_hex(std::string_view bytes) {
    Sha256 hash;
    hash.take(bytes);
    return hash.hex();
}

std::string keyed_hash_hex(std::string_view key, std::string_view text) {
    std::array<unsigned char, 16> hash{};
    crypto_generichash(hash.data(), hash.size(), bytes_of(text), text.size(), bytes_of(key), key.size());
    return hex_of(hash);
}

}  // namespace entre
