// share.key: what a kiosk needs to share its seminar with the other kiosks. It lies beside seminar.toml, readable by its owner
// only. With it, the seminar's people can be read. JSON (RFC 8259), one object, keys as the members below.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "core/seminar/seminar.hpp"
#include "core/share/seal.hpp"

namespace entre {

struct ShareKey {
    std::string seminar;      ///< UUID of the seminar, the same at all of its kiosks
    std::string hosts;        ///< of the engine (PostgreSQL): "10.0.0.5:5433", several with commas; "[::1]:5433" for IPv6
    std::string database;     ///< its database
    std::string role;         ///< this kiosk's own role there
    std::string password;     ///< of the role
    std::string certificate;  ///< PEM; the only one that the engine's certificate is checked against
    SealKey seal_key;
    std::string email_key;          ///< hashes e-mail addresses alike at all kiosks (Roster::email_key)
    bool checks_host_name = false;  ///< the certificate is an authority's, so the engine's own must also name the host

    friend bool operator==(const ShareKey&, const ShareKey&) = default;
};

std::filesystem::path share_key_file(const SeminarFolder& folder);
/// The certificate beside share.key, for libraries that want a file: share.crt.
std::filesystem::path share_certificate_file(const SeminarFolder& folder);

/// Whether the file or folder of this name in a seminar's folder belongs to sharing: share.key, share.crt, share.admin (the
/// address of a server's owner), share (a private server). None of them belongs into a copy of the folder, nor stays after a
/// purge.
bool is_of_sharing(std::string_view name);

/// Errors: file_missing: the seminar is not shared; settings_invalid: not a share.key; file_unreadable.
Result<ShareKey> read_share_key(const SeminarFolder& folder);
/// Writes share.key and share.crt, both mode 0600. Errors: file_unwritable.
Result<void> write_share_key(const SeminarFolder& folder, const ShareKey& key);

/// share.key's content and back, as it also travels in an invitation. Errors: settings_invalid, `name` being the file's.
std::string share_key_json(const ShareKey& key);
Result<ShareKey> parse_share_key(const std::string& json, const std::string& name);

}  // namespace entre
