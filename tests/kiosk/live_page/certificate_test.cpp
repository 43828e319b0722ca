#include "kiosk/live_page/certificate.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace entre;
using namespace entre::test;
namespace fs = std::filesystem;

TEST_CASE("the certificate is made once and reused, and only its owner can read the key", "[live][WEB-1]") {
    const ScratchFolder folder;
    const auto first = own_certificate(folder.path(), {"192.168.1.20", "localhost"});
    REQUIRE(first);
    CHECK(first->fingerprint.size() == 8 * 8 + 7);
    CHECK(fs::status(first->key).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    const auto key = read_file(first->key);
    CHECK(key.find("PRIVATE KEY") != std::string::npos);
    const auto again = own_certificate(folder.path(), {"192.168.1.20", "localhost"});
    REQUIRE(again);
    CHECK(again->fingerprint == first->fingerprint);
    CHECK(read_file(again->key) == key);
}

TEST_CASE("a damaged certificate is replaced, and a valid key is reused", "[live]") {
    const ScratchFolder folder;
    const auto first = own_certificate(folder.path(), {"localhost"});
    REQUIRE(first);
    const auto key = read_file(first->key);
    write_file(first->certificate, "-----BEGIN CERTIFICATE-----\nnonsense\n");
    const auto replaced = own_certificate(folder.path(), {"localhost"});
    REQUIRE(replaced);
    CHECK(replaced->fingerprint != first->fingerprint);
    CHECK(read_file(replaced->key) == key);
    write_file(first->key, "");
    const auto fresh = own_certificate(folder.path(), {"localhost"});
    REQUIRE(fresh);
    CHECK(read_file(fresh->key) != key);
    CHECK(own_certificate(folder.path(), {"localhost", "10.0.0.7"})->fingerprint != fresh->fingerprint);
}

TEST_CASE("an error names the folder that the key cannot be written to", "[live]") {
    const ScratchFolder folder;
    const auto failed = own_certificate(folder / "gone", {"localhost"});
    REQUIRE_FALSE(failed);
    CHECK(failed.error().code == ErrorCode::file_unwritable);
    CHECK(failed.error().detail.find("gone") != std::string::npos);
}

TEST_CASE("a certificate that belongs to another key is replaced", "[live][WEB-1]") {
    const ScratchFolder folder, other;
    const auto first = own_certificate(folder.path(), {"localhost"}), foreign = own_certificate(other.path(), {"localhost"});
    REQUIRE(first);
    REQUIRE(foreign);
    write_file(first->certificate, read_file(foreign->certificate));
    const auto again = own_certificate(folder.path(), {"localhost"});
    REQUIRE(again);
    CHECK(again->fingerprint != foreign->fingerprint);
    CHECK(read_file(again->key) == read_file(first->key));
}
