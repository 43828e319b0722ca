#include "kiosk/live_page/certificate.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <memory>

namespace entre {

namespace {

constexpr long day_s = 24L * 60 * 60;
constexpr long lifetime_days = 730;
constexpr long renewal_days = 30;  // before it expires

template <auto Free>
struct Deleter {
    template <class T>
    void operator()(T* owned) const {
        Free(owned);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using X509Cert = std::unique_ptr<X509, Deleter<X509_free>>;
using File = std::unique_ptr<std::FILE, Deleter<std::fclose>>;

Key read_key(const std::filesystem::path& path) {
    const File file{std::fopen(path.c_str(), "re")};
    return Key{file ? PEM_read_PrivateKey(file.get(), nullptr, nullptr, nullptr) : nullptr};
}

X509Cert read_certificate(const std::filesystem::path& path) {
    const File file{std::fopen(path.c_str(), "re")};
    return X509Cert{file ? PEM_read_X509(file.get(), nullptr, nullptr, nullptr) : nullptr};
}

/// Readable by the owner only, from the first byte on.
File create(const std::filesystem::path& path) {
    ::unlink(path.c_str());
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    return File{descriptor < 0 ? nullptr : ::fdopen(descriptor, "w")};
}

bool is_address(const std::string& host) {
    std::array<unsigned char, 16> bytes{};
    return ::inet_pton(AF_INET, host.c_str(), bytes.data()) == 1 || ::inet_pton(AF_INET6, host.c_str(), bytes.data()) == 1;
}

bool is_for(X509* certificate, const std::string& host) {
    return is_address(host) ? X509_check_ip_asc(certificate, host.c_str(), 0) == 1
                            : X509_check_host(certificate, host.c_str(), host.size(), 0, nullptr) == 1;
}

bool is_usable(X509* certificate, EVP_PKEY* key, const std::vector<std::string>& hosts) {
    if (certificate == nullptr || key == nullptr || X509_check_private_key(certificate, key) != 1) return false;
    int days = 0, seconds = 0;
    if (ASN1_TIME_diff(&days, &seconds, nullptr, X509_get0_notAfter(certificate)) != 1 || days < renewal_days) return false;
    for (const auto& host : hosts)
        if (!is_for(certificate, host)) return false;
    return true;
}

X509Cert make_certificate(EVP_PKEY* key, const std::vector<std::string>& hosts) {
    X509Cert certificate{X509_new()};
    X509_set_version(certificate.get(), 2);  // v3
    std::array<unsigned char, 16> serial{};
    RAND_bytes(serial.data(), static_cast<int>(serial.size()));
    serial[0] = static_cast<unsigned char>(serial[0] & 0x7fU);
    BIGNUM* number = BN_bin2bn(serial.data(), static_cast<int>(serial.size()), nullptr);
    BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate.get()));
    BN_free(number);
    // Valid from yesterday: phones must accept the certificate of a kiosk whose clock is a little fast.
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -day_s);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), lifetime_days * day_s);
    X509_set_pubkey(certificate.get(), key);
    auto* name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>("Entré"), -1, -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    std::string names;
    for (const auto& host : hosts)
        names += fmt::format("{}{}:{}", names.empty() ? "" : ",", is_address(host) ? "IP" : "DNS", host);
    for (const auto& [id, value] :
         {std::pair{NID_subject_alt_name, names}, std::pair{NID_basic_constraints, std::string("critical,CA:FALSE")},
          std::pair{NID_ext_key_usage, std::string("serverAuth")}}) {
        auto* extension = X509V3_EXT_conf_nid(nullptr, nullptr, id, value.c_str());
        if (extension == nullptr) return nullptr;
        X509_add_ext(certificate.get(), extension, -1);
        X509_EXTENSION_free(extension);
    }
    return X509_sign(certificate.get(), key, EVP_sha256()) > 0 ? std::move(certificate) : nullptr;
}

std::string fingerprint_of(X509* certificate) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    X509_digest(certificate, EVP_sha256(), digest.data(), &length);
    std::string text;
    for (unsigned i = 0; i < length; ++i) text += fmt::format("{}{:02X}", i % 4 == 0 && i > 0 ? " " : "", digest[i]);
    return text;
}

}  // namespace

Result<Certificate> own_certificate(const std::filesystem::path& folder, const std::vector<std::string>& hosts,
                                    const CertificateNames& names) {
    Certificate own{folder / names.certificate, folder / names.key, {}};
    auto key = read_key(own.key);
    auto certificate = read_certificate(own.certificate);
    if (!is_usable(certificate.get(), key.get(), hosts)) {
        const auto unwritable = [](const std::filesystem::path& path) {
            return fail(ErrorCode::file_unwritable,
                        fmt::format("{} cannot be written; encrypted connections need it", path.string()));
        };
        if (!key) {
            key.reset(EVP_EC_gen("P-256"));
            const File file = create(own.key);
            if (!key || !file || PEM_write_PrivateKey(file.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
                return unwritable(own.key);
        }
        certificate = make_certificate(key.get(), hosts);
        const File file = create(own.certificate);
        if (!certificate || !file || PEM_write_X509(file.get(), certificate.get()) != 1) return unwritable(own.certificate);
    }
    own.fingerprint = fingerprint_of(certificate.get());
    return own;
}

bool has_authority(const std::string& pem) {
    const std::unique_ptr<BIO, Deleter<BIO_free_all>> in{BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))};
    while (const X509Cert certificate{PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr)})
        if (X509_check_ca(certificate.get()) > 0) return true;
    return false;
}

}  // namespace entre
