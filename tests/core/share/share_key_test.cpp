#include "core/share/share_key.hpp"

#include <sys/stat.h>

#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace entre;
using namespace entre::test;

namespace {

ShareKey example() {
    return {"0192f0c1-0000-7000-8000-000000000001",
            "10.0.0.5:5433,10.0.0.6:5433",
            "entre",
            "entre_k1",
            "secret",
            "-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----\n",
            SealKey::random(),
            "EMAILKEY",
            true};
}

}  // namespace

TEST_CASE("share.key is read as it was written, with its certificate beside it, by its owner only", "[share]") {
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    const auto key = example();
    REQUIRE(write_share_key(folder, key));
    CHECK(read_share_key(folder).value() == key);
    CHECK(read_file(share_certificate_file(folder)) == key.certificate);
    for (const auto& file : {share_key_file(folder), share_certificate_file(folder)}) {
        struct stat status{};
        REQUIRE(::stat(file.c_str(), &status) == 0);
        CHECK((status.st_mode & 0777U) == 0600U);
    }
}

TEST_CASE("what belongs to sharing is told from other files", "[share]") {
    for (const auto& file : {share_key_file({"x"}), share_certificate_file({"x"})})
        CHECK(is_of_sharing(file.filename().string()));
    for (const auto* name : {"share", "share.admin", "share.settings"}) CHECK(is_of_sharing(name));
    CHECK_FALSE(is_of_sharing("shared.csv"));
}

TEST_CASE("a seminar without share.key is not shared, and the error says how to share it", "[share]") {
    const ScratchFolder scratch;
    const auto read = read_share_key(SeminarFolder{scratch.path()});
    REQUIRE_FALSE(read);
    CHECK(read.error().code == ErrorCode::file_missing);
    CHECK(read.error().detail.find("entre share") != std::string::npos);
}

TEST_CASE("a damaged share.key is refused wherever it is cut", "[share]") {
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    const auto whole = share_key_json(example());
    for (std::size_t length = 0; length + 2 < whole.size(); ++length) {
        write_file(share_key_file(folder), whole.substr(0, length));
        const auto read = read_share_key(folder);
        if (read || read.error().code != ErrorCode::settings_invalid) FAIL("cut to " << length);
    }
    for (const auto* wrong : {"[]", "null", "{\"seal_key\": 7}", "{}", "\"text\""})
        CHECK_FALSE(parse_share_key(wrong, "share.key"));
}

TEST_CASE("a share.key without a role, as an invitation carries it, can be read", "[share]") {
    auto key = example();
    key.role.clear();
    key.password.clear();
    CHECK(parse_share_key(share_key_json(key), "invitation").value() == key);
}

TEST_CASE("a share.key that does not say where the others are, or whom to trust, is refused", "[share]") {
    for (const auto& member : {&ShareKey::seminar, &ShareKey::hosts, &ShareKey::database, &ShareKey::certificate}) {
        auto key = example();
        (key.*member).clear();
        const auto parsed = parse_share_key(share_key_json(key), "share.key");
        REQUIRE_FALSE(parsed);
        CHECK(parsed.error().code == ErrorCode::settings_invalid);
    }
}

TEST_CASE("the name of a host is checked only where share.key says so", "[share]") {
    auto key = example();
    key.checks_host_name = false;
    CHECK_FALSE(parse_share_key(share_key_json(key), "share.key").value().checks_host_name);
    auto json = share_key_json(example());
    const auto at = json.find(",\n  \"checks_host_name\"");
    json.erase(at, json.rfind('\n', json.size() - 2) - at);  // from before there was this member
    CHECK_FALSE(parse_share_key(json, "share.key").value().checks_host_name);
}
