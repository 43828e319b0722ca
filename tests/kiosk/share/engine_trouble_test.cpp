// What goes wrong with the engine: servers that are gone, frozen, not encrypted, somebody else's, full; and a stolen role.
#include <signal.h>

#include <algorithm>
#include <atomic>
#include <latch>
#include <thread>

#include "core/base/atomic_file.hpp"
#include "kiosk/live_page/certificate.hpp"
#include "kiosk/share/engine_schema.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/postgres_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

constexpr std::chrono::milliseconds long_enough{20000};

/// A role of another seminar's kiosk or of nobody must get nothing: connects as the kiosk of `key`, past the functions of Engine.
Connection raw_connection(const PostgresFixture& postgres, const ShareKey& key, const std::string& database = "entre") {
    return Connection::open({{{"host", "127.0.0.1"},
                              {"port", std::to_string(postgres.port())},
                              {"dbname", database},
                              {"user", key.role},
                              {"password", key.password},
                              {"sslmode", "verify-ca"},
                              {"sslrootcert", postgres.certificate_file().string()}}},
                            long_enough)
        .value();
}

}  // namespace

TEST_CASE("of all that ask for a person at once, exactly one may check them in", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    constexpr int races = 1000;
    for (const int kiosks : {2, 8}) {
        std::vector<Engine> engines;
        for (int i = 0; i < kiosks; ++i) engines.push_back(postgres.join());
        std::vector<std::atomic<int>> winners(races), failures(1);
        std::latch start(kiosks);
        {
            std::vector<std::jthread> threads;
            for (auto& engine : engines)
                threads.emplace_back([&] {
                    start.arrive_and_wait();
                    for (int race = 0; race < races; ++race) {
                        const auto claimed = engine.claim(std::to_string(kiosks) + "/" + std::to_string(race));
                        if (!claimed)
                            ++failures.front();
                        else if (!*claimed)
                            ++winners[static_cast<std::size_t>(race)];
                    }
                });
        }
        CHECK(failures.front() == 0);
        CHECK(std::ranges::count_if(winners, [](const auto& count) { return count == 1; }) == races);
    }
}

TEST_CASE("a claim is its kiosk's for thirty seconds, then anybody's", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    auto one = postgres.join();
    auto two = postgres.join();
    CHECK_FALSE(one.claim("anna").value());
    CHECK_FALSE(one.claim("anna").value());
    const auto taken = two.claim("anna").value();
    REQUIRE(taken);
    CHECK(taken->kiosk == "Kiosk 1");
    CHECK(taken->ago < std::chrono::minutes(1));
    CHECK_FALSE(two.claim("bertil").value());
    REQUIRE(postgres.owner().ask("UPDATE entre.claim SET at = at - interval '31 s' WHERE person = 'anna'", {}, long_enough));
    CHECK_FALSE(two.claim("anna").value());
    CHECK(one.claim("anna").value()->kiosk == "Kiosk 2");
}

TEST_CASE("a stolen role can do nothing but what a kiosk does as itself", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    auto honest = postgres.connect(postgres.new_key());
    const auto id = std::to_string(honest.join(some_uuid(), "Kiosk 1").value().kiosk);
    REQUIRE(honest.push(1, std::vector<std::string>{"sealed"}));
    const auto key = postgres.new_key();
    auto stolen = raw_connection(postgres, key);
    const std::vector<std::string> attempts{
        "SELECT * FROM entre.entry",
        "SELECT * FROM entre.kiosk",
        "SELECT * FROM entre.invitation",
        "UPDATE entre.entry SET sealed = ''",
        "DELETE FROM entre.entry",
        "UPDATE entre.login SET revoked_at = NULL",
        "INSERT INTO entre.seen VALUES (1, now())",
        "SELECT entre.push(" + id + ", 2, ARRAY['false']::bytea[])",
        "SELECT * FROM entre.pull(" + id + ", ARRAY[" + id + "], ARRAY[0]::bigint[], 10, 1000)",
        "SELECT entre.tell(" + id + ", '{}')",
        "SELECT entre.beat(" + id + ")",
        "SELECT entre.purge(" + id + ")",
        "SELECT entre.end_import(" + id + ")",
        "SELECT * FROM entre.settings",
        "SELECT * FROM entre.settings_above(" + id + ", 0)",
        "SELECT entre.put_settings(" + id + ", 1, 'x')",
        "SELECT * FROM entre.claim_person(" + id + ", 'anna')",
        "SELECT entre.hint(1, 'purged')",
        "SELECT entre.take_invitation()",
        "SELECT * FROM entre.join_kiosk('" + some_uuid() + "', '" + some_uuid() + "', 'x', 'x', 1)",
        "CREATE TABLE public.mine (x int)",
        "CREATE TEMP TABLE mine (x int)",
        "CREATE SCHEMA mine",
        "CREATE ROLE mine",
        "ALTER ROLE " + key.role + " SUPERUSER",
        "SET ROLE entre_owner",
        "SET SESSION AUTHORIZATION entre_owner",
        "ALTER SYSTEM SET ssl = off",
        "SELECT lo_create(0)",
        "SELECT lo_from_bytea(0, 'x')",
        "COPY (SELECT 1) TO PROGRAM 'id'",
        "COPY (SELECT 1) TO '/tmp/entre-stolen'",
        "SELECT pg_read_file('PG_VERSION')",
        "SELECT pg_ls_dir('.')",
        "SELECT rolpassword FROM pg_authid",
        "DO $$ BEGIN END $$",
        "CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE EXTENSION dblink",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename <> session_user",
    };
    for (const auto& attempt : attempts) {
        INFO(attempt);
        const auto answer = stolen.ask(attempt, {}, long_enough);
        CHECK_FALSE(answer);
        REQUIRE(stolen.is_open());
    }
    CHECK(attempts.size() >= 20);
    CHECK(honest.beat());
    for (const auto* database : {"postgres", "template1"}) CHECK_THROWS(raw_connection(postgres, key, database));
}

TEST_CASE("a revoked kiosk is cut off at once and cannot come back", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    const auto key = postgres.new_key();
    const auto uuid = some_uuid();
    auto stolen = postgres.connect(key);
    REQUIRE(stolen.join(uuid, "Kiosk 1"));
    auto honest = postgres.join();
    auto admin = postgres.admin();
    CHECK_FALSE(admin.revoke(postgres.seminar(), "No such kiosk").value());
    CHECK(admin.revoke(postgres.seminar(), "Kiosk 1").value());
    CHECK_FALSE(stolen.beat());
    const auto again = postgres.try_connect(key);
    REQUIRE_FALSE(again);
    CHECK(again.error().error == EngineError::revoked);
    CHECK(honest.kiosks().value().front().is_revoked);
    CHECK(admin.set_aside(postgres.seminar(), "Kiosk 1", 17).value());
    CHECK(honest.kiosks().value().front().set_aside_after == 17);
    // With another login the same kiosk stays out: its entries could not be told apart from the thief's.
    auto other = postgres.connect(postgres.new_key());
    const auto joined = other.join(uuid, "Kiosk 1");
    REQUIRE_FALSE(joined);
    CHECK(joined.error().error == EngineError::revoked);
}

TEST_CASE("a connection that the right to log in was taken from is refused by every function", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    const auto key = postgres.new_key();
    auto engine = postgres.connect(key);
    REQUIRE(engine.join(some_uuid(), "Kiosk 1"));
    // As revoke does on a server where its owner may not end connections.
    REQUIRE(postgres.owner().ask("UPDATE entre.login SET revoked_at = now() WHERE role = $1", {key.role}, long_enough));
    CHECK(engine.push(1, std::vector<std::string>{"sealed"}).error().error == EngineError::revoked);
    CHECK(engine.pull({}, 10).error().error == EngineError::revoked);
    CHECK(engine.kiosks().error().error == EngineError::revoked);
    CHECK(engine.join(some_uuid(), "Kiosk 2").error().error == EngineError::revoked);
}

TEST_CASE("a server with another certificate, or without encryption, gets no password", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    const auto key = postgres.new_key();
    const ScratchFolder other;
    const auto pinned = own_certificate(other.path(), {"entre"}).value();
    const auto wrong = Engine::connect(key, pinned.certificate, long_enough);
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().error == EngineError::wrong_certificate);
    const auto missing = Engine::connect(key, other / "no-such-file", long_enough);
    REQUIRE_FALSE(missing);
    CHECK(missing.error().error == EngineError::failed);

    REQUIRE(postgres.owner().ask("ALTER SYSTEM SET ssl = off", {}, long_enough));
    postgres.restart();
    const auto plain = postgres.try_connect(key);
    REQUIRE_FALSE(plain);
    CHECK(plain.error().error == EngineError::no_tls);
    CHECK(plain.error().said.english().find("postgresql.conf") != std::string::npos);
}

TEST_CASE("a wrong password, an unknown role and a port without a server are told apart", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    const auto key = postgres.new_key();
    auto wrong = key;
    wrong.password = "wrong";
    CHECK(postgres.try_connect(wrong).error().error == EngineError::refused);
    wrong = key;
    wrong.role = "nobody";
    CHECK(postgres.try_connect(wrong).error().error == EngineError::refused);
    wrong = key;
    wrong.hosts = "127.0.0.1:" + std::to_string(free_port());
    const auto gone = postgres.try_connect(wrong);
    CHECK(gone.error().error == EngineError::unreachable);
    CHECK(gone.error().said.english().find(wrong.hosts) != std::string::npos);
    wrong.hosts.clear();
    CHECK(postgres.try_connect(wrong).error().error == EngineError::unreachable);
    // The first host is gone, the second answers.
    auto both = key;
    both.hosts = "127.0.0.1:" + std::to_string(free_port()) + "," + key.hosts;
    CHECK(postgres.try_connect(both));
}

TEST_CASE("a kiosk's role of another seminar on the same server is refused", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    auto admin = postgres.admin();
    const auto other = some_uuid();
    REQUIRE(admin.add_seminar(other).value());
    const auto login = admin.new_login();
    REQUIRE(admin.add_login(other, login.login));
    auto key = postgres.new_key();
    key.role = login.login.role;
    key.password = login.password;
    auto engine = postgres.connect(key);
    CHECK(engine.join(some_uuid(), "Kiosk 1").error().error == EngineError::no_rights);
    key.seminar = other;
    auto own = postgres.connect(key);
    CHECK(own.join(some_uuid(), "Kiosk 1").value().name == "Kiosk 1");
    CHECK(own.kiosks().value().empty());
}

TEST_CASE("an engine that was restarted or killed has everything, and its kiosks connect again", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    const auto key = postgres.new_key();
    const auto uuid = some_uuid();
    auto engine = postgres.connect(key);
    REQUIRE(engine.join(uuid, "Kiosk 1"));
    REQUIRE(engine.push(1, std::vector<std::string>{"one"}).value() == 1);
    postgres.restart();
    const auto lost = engine.push(2, std::vector<std::string>{"two"});
    REQUIRE_FALSE(lost);
    CHECK(lost.error().error == EngineError::unreachable);
    CHECK_FALSE(engine.is_connected());
    CHECK(engine.beat().error().error == EngineError::unreachable);
    engine = postgres.connect(key);
    CHECK(engine.join(uuid, "Kiosk 1").value().own_last == 1);

    postgres.kill_server();
    for (;;)
        if (const auto waited = engine.wait(long_enough, -1); !waited) {
            CHECK(waited.error().error == EngineError::unreachable);
            break;
        }
    CHECK_FALSE(engine.is_connected());
    REQUIRE(postgres.cluster().start({"127.0.0.1", postgres.port()}));
    engine = postgres.connect(key);
    CHECK(engine.join(uuid, "Kiosk 1").value().own_last == 1);
    CHECK(engine.push(2, std::vector<std::string>{"two"}).value() == 2);
}

TEST_CASE("a frozen engine ends the wait for its answer, and nobody can connect to it", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    const auto key = postgres.new_key();
    auto engine = postgres.connect(key);
    REQUIRE(engine.join(some_uuid(), "Kiosk 1"));
    postgres.freeze();
    const auto frozen = engine.beat();
    const auto connecting = postgres.try_connect(key, Engine::connect_patience);
    postgres.thaw();
    REQUIRE_FALSE(frozen);
    CHECK(frozen.error().error == EngineError::timeout);
    CHECK_FALSE(engine.is_connected());
    REQUIRE_FALSE(connecting);
    CHECK(connecting.error().error == EngineError::unreachable);
    CHECK(postgres.connect(key).join(some_uuid(), "Kiosk 1"));
}

TEST_CASE("an engine that is read-only or full says so, and goes on when that has passed", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    const auto key = postgres.new_key();
    REQUIRE(postgres.owner().ask("ALTER DATABASE entre SET default_transaction_read_only = on", {}, long_enough));
    const auto read_only = postgres.try_connect(key);
    REQUIRE_FALSE(read_only);
    CHECK(read_only.error().error == EngineError::read_only);
    REQUIRE(postgres.owner().run_script("SET TRANSACTION READ WRITE; ALTER DATABASE entre RESET default_transaction_read_only",
                                        long_enough));
    // Three connections are a kiosk's limit.
    std::vector<Engine> open;
    for (int i = 0; i < 3; ++i) open.push_back(postgres.connect(key));
    const auto full = postgres.try_connect(key);
    REQUIRE_FALSE(full);
    CHECK(full.error().error == EngineError::full);
    open.clear();
    // What a full disk answers, raised by hand: to fill a real one would need a file system of its own.
    auto engine = postgres.connect(key);
    REQUIRE(engine.join(some_uuid(), "Kiosk 1"));
    REQUIRE(postgres.owner().run_script(
        "CREATE FUNCTION entre.no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION "
        "USING ERRCODE = '53100'; END $$;"
        "CREATE TRIGGER no_room BEFORE INSERT ON entre.entry EXECUTE FUNCTION entre.no_room()",
        long_enough));
    const auto no_room = engine.push(1, std::vector<std::string>{"one"});
    REQUIRE_FALSE(no_room);
    CHECK(no_room.error().error == EngineError::full);
    REQUIRE(postgres.owner().run_script("DROP TRIGGER no_room ON entre.entry", long_enough));
    CHECK(engine.push(1, std::vector<std::string>{"one"}).value() == 1);
}

TEST_CASE("programs and engines of other versions refuse one another with what to update", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    const auto key = postgres.new_key();
    auto engine = postgres.connect(key);
    CHECK(postgres.owner().ask("SELECT max(number) FROM entre.schema_number", {}, long_enough).value().front().front() ==
          std::to_string(engine_schema_number));
    REQUIRE(postgres.owner().run_script("UPDATE entre.seminar SET min_wire = 99", long_enough));
    CHECK(engine.join(some_uuid(), "Kiosk 1").error().error == EngineError::program_too_old);
    REQUIRE(postgres.owner().run_script("UPDATE entre.seminar SET min_wire = 1; DROP FUNCTION entre.beat", long_enough));
    REQUIRE(engine.join(some_uuid(), "Kiosk 1"));
    CHECK(engine.beat().error().error == EngineError::engine_older);
    REQUIRE(postgres.admin().set_up());
    CHECK(engine.beat());
    REQUIRE(postgres.owner().run_script("INSERT INTO entre.schema_number VALUES (99)", long_enough));
    CHECK(postgres.admin().set_up().error().error == EngineError::engine_newer);
    CHECK(engine.beat());
}

TEST_CASE("no name of a thousand is found in the engine's folder and WAL, where unsealed ones are found", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    auto engine = postgres.join();
    const auto key = SealKey::random();
    std::vector<std::string> sealed, plain;
    for (int i = 1; i <= 1000; ++i) {
        plain.push_back("{\"name\":\"Planterad Namnsson " + std::to_string(i) + "\"}");
        sealed.push_back(seal(key, "kiosk/" + std::to_string(i), plain.back()));
    }
    const auto places = [&] {
        std::size_t found = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(postgres.cluster().folder())) {
            if (!entry.is_regular_file()) continue;
            const auto text = read_file(entry.path());
            for (auto at = text.find("Namnsson"); at != std::string::npos; at = text.find("Namnsson", at + 1)) ++found;
        }
        return found;
    };
    REQUIRE(engine.push(1, sealed).value() == 1000);
    CHECK(places() == 0);
    // The control: the search does find what lies there.
    REQUIRE(engine.push(1001, plain).value() == 2000);
    CHECK(places() >= 1000);
}
