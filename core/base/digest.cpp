#include "core/base/digest.hpp"

#include <openssl/evp.h>
#include <sodium.h>

#include <array>
#include <new>

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

// OpenSSL uses the processor's SHA instructions: an export of a million rows is hashed in 0.1 s, where libsodium takes eight
// times as long.
struct Sha256::State {
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> of{EVP_MD_CTX_new(), EVP_MD_CTX_free};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
    if (EVP_DigestInit_ex(state_->of.get(), EVP_sha256(), nullptr) != 1)
        throw std::bad_alloc();  // the only reason: every OpenSSL has SHA-256
}
Sha256::~Sha256() = default;

void Sha256::take(std::string_view piece) { EVP_DigestUpdate(state_->of.get(), piece.data(), piece.size()); }

std::string Sha256::hex() {
    std::array<unsigned char, 32> hash{};
    EVP_DigestFinal_ex(state_->of.get(), hash.data(), nullptr);
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
