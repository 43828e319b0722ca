// A server's own key and certificate, such as the live page's: made at the first start and saved in a folder.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/error.hpp"

namespace entre {

struct Certificate {
    std::filesystem::path certificate;
    std::filesystem::path key;  ///< mode 0600
    std::string fingerprint;    ///< SHA-256 of the certificate: eight groups of eight hex digits
};

/// Names of files in the folder.
struct CertificateNames {
    const char* certificate = "live-cert.pem";
    const char* key = "live-key.pem";
};

/// Opens the folder's certificate, or makes one: EC P-256, self-signed, valid for two years, for `hosts` (names or IP
/// addresses) as subjectAltName. One that is damaged, expires within 30 days or lacks a host is replaced; a valid key is
/// reused. Errors: file_unwritable.
Result<Certificate> own_certificate(const std::filesystem::path& folder, const std::vector<std::string>& hosts,
                                    const CertificateNames& names = {});

/// Whether one of the certificates in `pem` is an authority's, which signs those of servers; false also for what cannot be read.
bool has_authority(const std::string& pem);

}  // namespace entre
