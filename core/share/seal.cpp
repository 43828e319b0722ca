#include "core/share/seal.hpp"

#include <sodium.h>

#include <algorithm>

namespace entre {

namespace {

constexpr unsigned char format = 1;
constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t head_size = 1 + nonce_size;

static_assert(SealKey::size == crypto_aead_xchacha20poly1305_ietf_KEYBYTES && SealKey::size == crypto_kdf_KEYBYTES);

using Bytes = std::array<unsigned char, SealKey::size>;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

/// One key a purpose: 1 encrypts, 2 makes nonces.
Bytes subkey(const SealKey& key, std::uint64_t purpose) {
    Bytes made{};
    crypto_kdf_derive_from_key(made.data(), made.size(), purpose, "entseal", key.bytes().data());
    return made;
}

std::array<unsigned char, nonce_size> nonce_for(const SealKey& key, std::string_view associated, std::string_view plain) {
    const auto nonce_key = subkey(key, 2);
    const std::uint64_t length = associated.size();  // so that no text can move between the two
    crypto_generichash_state state;
    crypto_generichash_init(&state, nonce_key.data(), nonce_key.size(), nonce_size);
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(&length), sizeof length);
    crypto_generichash_update(&state, bytes_of(associated), associated.size());
    crypto_generichash_update(&state, bytes_of(plain), plain.size());
    std::array<unsigned char, nonce_size> nonce{};
    crypto_generichash_final(&state, nonce.data(), nonce.size());
    return nonce;
}

}  // namespace

SealKey SealKey::random() {
    Bytes bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    return SealKey(bytes);
}

std::optional<SealKey> SealKey::from_hex(std::string_view hex) {
    Bytes bytes{};
    std::size_t length = 0;
    const char* end = nullptr;
    if (hex.size() != 2 * size || sodium_hex2bin(bytes.data(), size, hex.data(), hex.size(), nullptr, &length, &end) != 0 ||
        length != size || end != hex.data() + hex.size())
        return std::nullopt;
    return SealKey(bytes);
}

SealKey SealKey::from_secret(std::string_view secret) {
    constexpr std::string_view purpose = "entre invitation";
    Bytes bytes{};
    crypto_generichash(bytes.data(), bytes.size(), bytes_of(secret), secret.size(), bytes_of(purpose), purpose.size());
    return SealKey(bytes);
}

std::string SealKey::hex() const {
    std::string text(2 * size + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes_.data(), size);
    text.pop_back();
    return text;
}

std::string entry_label(std::string_view kiosk_uuid, std::int64_t number) {
    return std::string(kiosk_uuid) + "/" + std::to_string(number);
}

std::string seal(const SealKey& key, std::string_view associated, std::string_view plain) {
    const auto nonce = nonce_for(key, associated, plain);
    const auto content_key = subkey(key, 1);
    std::string sealed(head_size + plain.size() + tag_size, '\0');
    auto* const out = reinterpret_cast<unsigned char*>(sealed.data());
    out[0] = format;
    std::copy(nonce.begin(), nonce.end(), out + 1);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out + head_size, nullptr, bytes_of(plain), plain.size(), bytes_of(associated),
                                               associated.size(), nullptr, nonce.data(), content_key.data());
    return sealed;
}

Result<std::string> open_sealed(const SealKey& key, std::string_view associated, std::string_view sealed) {
    const auto content_key = subkey(key, 1);
    if (sealed.size() >= head_size + tag_size && bytes_of(sealed)[0] == format) {
        const auto body = sealed.substr(head_size);
        std::string plain(body.size() - tag_size, '\0');
        if (crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char*>(plain.data()), nullptr, nullptr,
                                                       bytes_of(body), body.size(), bytes_of(associated), associated.size(),
                                                       bytes_of(sealed) + 1, content_key.data()) == 0)
            return plain;
    }
    return fail(
        ErrorCode::file_unreadable,
        sentence("What another kiosk sent cannot be opened: it was sealed with another key, or changed on its way. Let that "
                 "kiosk join this seminar again."));
}

}  // namespace entre
