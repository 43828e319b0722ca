// Sealed texts: what leaves a kiosk, so that a server in between stores bytes that only the seminar's kiosks can read.
// XChaCha20-Poly1305 (libsodium). Sealed bytes: one byte of format (1), 24 bytes of nonce, the encrypted text with its 16-byte
// tag.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.hpp"

namespace entre {

/// The seminar's key, known to its kiosks only.
class SealKey {
public:
    static constexpr std::size_t size = 32;

    static SealKey random();
    /// 64 hex digits; nullopt for anything else.
    static std::optional<SealKey> from_hex(std::string_view hex);
    /// The key for a secret such as an invitation's. The secret must be random, of at least 16 bytes: it is not stretched.
    static SealKey from_secret(std::string_view secret);

    [[nodiscard]] std::string hex() const;
    [[nodiscard]] const std::array<unsigned char, size>& bytes() const { return bytes_; }
    friend bool operator==(const SealKey&, const SealKey&) = default;

private:
    explicit SealKey(const std::array<unsigned char, size>& bytes) : bytes_(bytes) {}
    std::array<unsigned char, size> bytes_;
};

/// The associated text of a kiosk's entry: "UUID/17".
std::string entry_label(std::string_view kiosk_uuid, std::int64_t number);

/// Seals `plain`. It can only be opened with the same `associated` text, which is not part of the result and says what the bytes
/// belong to: "KIOSK/17". The same key, associated and plain text always give the same bytes, so that a server can compare two
/// deliveries of an entry; the nonce is derived from all three, so that different texts never share one.
std::string seal(const SealKey& key, std::string_view associated, std::string_view plain);

/// The text that was sealed. Errors: file_unreadable if the bytes were sealed with another key, belong to something else or have
/// been changed, which cannot be told apart.
Result<std::string> open_sealed(const SealKey& key, std::string_view associated, std::string_view sealed);

}  // namespace entre
