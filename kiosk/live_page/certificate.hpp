// The live page's own key and certificate: made at the first start, kept in the seminar's folder.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/error.hpp"

namespace entre {

struct Certificate {
    std::filesystem::path certificate;  ///< live-cert.pem
    std::filesystem::path key;          ///< live-key.pem, mode 0600
    std::string fingerprint;            ///< SHA-256 of the certificate: eight groups of eight hex digits
};

/// Opens the folder's certificate, or makes one: EC P-256, signed by itself, good for two years, for `hosts` (names or IP
/// addresses) as subjectAltName. One that is damaged, over, or lacks a host is made anew, with the old key where that is sound.
/// Errors: file_unwritable.
Result<Certificate> own_certificate(const std::filesystem::path& folder, const std::vector<std::string>& hosts);

}  // namespace entre
