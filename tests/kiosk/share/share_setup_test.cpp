#include "kiosk/share/share_setup.hpp"

#include "kiosk/live_page/certificate.hpp"
#include "kiosk/share/engine_schema.hpp"
#include "tests/kiosk/share/shared_seminar.hpp"

using namespace entre;
using namespace entre::test;

namespace {

Engine engine_of(const SeminarFolder& folder) {
    return Engine::connect(read_share_key(folder).value(), share_certificate_file(folder), patience).value();
}

/// An entry with one attendance record, as the journal has it.
std::string sealed_entry(const ShareKey& key, const std::string& uuid, int number, UtcTime at) {
    return seal(key.seal_key, entry_label(uuid, number),
                R"({"attendance":[{"id":"x","kind":"checked_in","at_ms":)" + std::to_string(to_ms(at)) + "}]}");
}

}  // namespace

TEST_CASE("sharing a seminar twice changes nothing", "[share][postgres]") {
    if (!has_postgres()) return;
    const SharedSeminar shared;
    const auto key = read_share_key(shared.folder()).value();
    const auto server = shared.cluster().process();
    shared.share();
    CHECK(read_share_key(shared.folder()).value() == key);
    CHECK(shared.cluster().process() == server);
    CHECK(key.hosts == "127.0.0.1:" + std::to_string(shared.address().port));
    CHECK(key.email_key == "EMAILKEY");
    REQUIRE(words_of(shared.cluster().stop()).empty());
    REQUIRE(words_of(start_engine_here(shared.folder())).empty());
    CHECK(engine_of(shared.folder()).join(some_uuid(), "Kiosk 1"));
}

TEST_CASE("an engine whose disk was lost knows its kiosks again, except the excluded one", "[share][postgres]") {
    if (!has_postgres()) return;
    const SharedSeminar shared;
    const ScratchFolder scratch;
    const SeminarFolder second{scratch / "2"}, stolen{scratch / "3"};
    for (const auto& folder : {second, stolen})
        REQUIRE(words_of(join_with_invitation(folder, new_invitation(shared.folder()).value())).empty());
    const auto uuid = some_uuid();
    {
        auto engine = engine_of(second);
        REQUIRE(engine.join(uuid, "Kiosk 2"));
        REQUIRE(engine.push(1, std::vector<std::string>{"one", "two"}));
        REQUIRE(engine_of(stolen).join(some_uuid(), "Kiosk 3"));
    }
    REQUIRE(words_of(revoke_kiosk(shared.folder(), "Kiosk 3")).empty());
    CHECK(words_of(revoke_kiosk(shared.folder(), "Kiosk 4")).find("--kiosks") != std::string::npos);
    REQUIRE(words_of(shared.cluster().stop()).empty());
    std::filesystem::remove_all(shared.cluster().data());
    shared.share();
    auto engine = engine_of(second);
    const auto joined = engine.join(uuid, "Kiosk 2").value();
    CHECK(joined.own_last == 0);
    CHECK(engine.push(1, std::vector<std::string>{"one", "two"}).value() == 2);
    const auto out = Engine::connect(read_share_key(stolen).value(), share_certificate_file(stolen), patience);
    REQUIRE_FALSE(out);
    CHECK(out.error().error == EngineError::revoked);
    CHECK(engine_of(shared.folder()).join(some_uuid(), "Kiosk 1"));
}

TEST_CASE("what a kiosk recorded after a time is set aside from its first such entry on", "[share][postgres]") {
    if (!has_postgres()) return;
    const SharedSeminar shared;
    const auto key = read_share_key(shared.folder()).value();
    const auto uuid = some_uuid();
    const auto nine = utc_now();
    auto engine = engine_of(shared.folder());
    REQUIRE(engine.join(uuid, "Kiosk 1"));
    std::vector<std::string> entries;
    for (int number = 1; number <= 6; ++number)
        entries.push_back(sealed_entry(key, uuid, number, nine + std::chrono::minutes(number == 3 ? 5 : 10 * number)));
    entries.push_back(seal(key.seal_key, entry_label(uuid, 7), R"({"registrations":[]})"));
    REQUIRE(engine.push(1, entries).value() == 7);
    CHECK(set_kiosk_aside(shared.folder(), "Kiosk 1", nine + std::chrono::minutes(45)).value() == 4);
    CHECK(all_kiosks(shared.folder()).value().front().set_aside_after == 4);
    CHECK(set_kiosk_aside(shared.folder(), "Kiosk 1", nine).value() == 0);
    CHECK(set_kiosk_aside(shared.folder(), "Kiosk 1", nine + std::chrono::hours(9)).value() == 7);
    CHECK_FALSE(set_kiosk_aside(shared.folder(), "Kiosk 9", nine));
}

TEST_CASE("a purged seminar is not shared again, and only where it is shared kiosks are let in", "[share][postgres]") {
    if (!has_postgres()) return;
    const SharedSeminar shared;
    const ScratchFolder scratch;
    const SeminarFolder second{scratch / "2"};
    REQUIRE(words_of(join_with_invitation(second, new_invitation(shared.folder()).value())).empty());
    const auto elsewhere = new_invitation(second);
    REQUIRE_FALSE(elsewhere);
    CHECK(elsewhere.error().detail.find("shared first") != std::string::npos);
    CHECK_FALSE(new_invitation({scratch.path()}));
    auto engine = engine_of(second);
    REQUIRE(engine.join(some_uuid(), "Kiosk 2"));
    REQUIRE(engine.purge());
    const auto again = share_here(shared.folder(), shared.address(), "EMAILKEY");
    REQUIRE_FALSE(again);
    CHECK(again.error().detail.find("purged") != std::string::npos);
}

TEST_CASE("a server that somebody else runs is shared through with its owner's rights only", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;  // stands for the municipality's server
    REQUIRE(
        postgres.owner().run_script("CREATE ROLE dba LOGIN CREATEROLE PASSWORD 'pass word'; GRANT pg_signal_backend TO dba;"
                                    "GRANT entre_kiosk, entre_invited TO dba WITH ADMIN OPTION",
                                    patience));
    REQUIRE(postgres.owner().ask("CREATE DATABASE town OWNER dba", {}, patience));
    const auto access = postgres.cluster().folder() / "pg_hba.conf";
    write_file(access, read_file(access) +
                           "hostssl town dba 127.0.0.1/32 scram-sha-256\n"
                           "hostssl town +entre_kiosk 127.0.0.1/32 scram-sha-256\n"
                           "hostssl town +entre_invited 127.0.0.1/32 scram-sha-256\n");
    REQUIRE(postgres.owner().ask("SELECT pg_reload_conf()", {}, patience));
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch / "seminar"}, second{scratch / "second"};
    REQUIRE(make_starter(folder.path, utc_now(), TimeZone::named("Europe/Stockholm").value()));
    const auto url = "postgresql://dba:pass%20word@127.0.0.1:" + std::to_string(postgres.port()) + "/town";
    const auto certificate = read_file(postgres.certificate_file());
    CHECK_FALSE(has_authority(certificate));
    const auto shared = share_at(folder, url, certificate, "EMAILKEY");
    INFO((shared ? std::string() : shared.error().detail));
    REQUIRE(shared);
    CHECK(share_at(folder, url, certificate, "OTHER").value() == *shared);
    // As its administrator is told to: once more as superuser.
    auto superuser = Connection::open({postgres.cluster().owner_keywords("town")}, patience).value();
    REQUIRE(superuser.run_script(engine_schema(), patience));
    REQUIRE(words_of(join_with_invitation(second, new_invitation(folder).value())).empty());
    auto one = engine_of(folder);
    REQUIRE(one.join(some_uuid(), "Kiosk 1"));
    auto two = engine_of(second);
    CHECK(two.join(some_uuid(), "Kiosk 1").value().name == "Kiosk 2");
    REQUIRE(words_of(revoke_kiosk(folder, "Kiosk 2")).empty());
    CHECK_FALSE(two.beat());
    CHECK_FALSE(two.is_connected());
    for (const auto* wrong : {"not a url", "postgresql://127.0.0.1/town", "postgresql://dba@/town"})
        CHECK(share_at(folder, wrong, certificate, "EMAILKEY").error().detail.find("--at") != std::string::npos);
    const ScratchFolder other;
    const auto stranger = read_file(own_certificate(other.path(), {"entre"}).value().certificate);
    CHECK(share_at({scratch / "seminar"}, url, stranger, "EMAILKEY").error().detail.find("certificate") != std::string::npos);
}
