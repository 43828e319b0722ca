#include "kiosk/share/share_session.hpp"

#include "core/services/import_service.hpp"
#include "tests/kiosk/share/sharing_kiosk.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

namespace {

void expect_people(SharingKiosk& kiosk, int many) {
    for (int i = 1; i <= many; ++i) kiosk.expect(person("A" + std::to_string(i), "Åsa", "Öberg"));
}

}  // namespace

TEST_CASE("the first kiosk tells its list and what has happened, and then both tell each other", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    SharingKiosk one(postgres, "Kiosk 1"), two(postgres, "Kiosk 2");
    expect_people(one, 3);
    one.check_in("id-A1");
    auto first = one.join(postgres);
    auto second = two.join(postgres);
    CHECK(second.name() == "Kiosk 2");
    CHECK(two.people() == "3");
    CHECK(two.inside() == "1");
    one.check_in("id-A2");
    CHECK(first.unsent() == 1);
    two.check_in("id-A3");
    REQUIRE(first.catch_up());
    CHECK(first.unsent() == 0);
    REQUIRE(second.catch_up());
    const WakeEvent wake;
    REQUIRE(first.wait(2000ms, wake));
    CHECK(one.inside() == "3");
    CHECK(two.inside() == "3");
    const auto again = CheckInDesk(two.database, two.seminar).look_up("A2", morning(5));
    REQUIRE(again);
    CHECK(again->admission.verdict == Verdict::already_in);
    CHECK(again->admission.at_kiosk == "Kiosk 1");
}

TEST_CASE("a kiosk with a name that is taken gets the next one", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    SharingKiosk one(postgres, "Kiosk 1"), two(postgres, "Kiosk 1");
    auto first = one.join(postgres);
    auto second = two.join(postgres);
    CHECK(first.name() == "Kiosk 1");
    CHECK(second.name() == "Kiosk 2");
    CHECK(asked(two.database, "SELECT name FROM sharing") == "Kiosk 2");
}

TEST_CASE("a server that lost everything is told again, and nothing is doubled", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres, anew;
    SharingKiosk one(postgres, "Kiosk 1"), two(postgres, "Kiosk 2");
    expect_people(one, 3);
    {
        auto first = one.join(postgres);
        auto second = two.join(postgres);
        one.check_in("id-A1");
        REQUIRE(first.catch_up());
        REQUIRE(second.catch_up());
        two.check_in("id-A2");  // was not told before the server was lost
    }
    one.key = anew.new_key();
    two.key = anew.new_key();
    two.key.seal_key = one.key.seal_key;
    auto second = two.join(anew);
    auto first = one.join(anew);
    REQUIRE(second.catch_up());
    CHECK(one.inside() == "2");
    CHECK(two.inside() == "2");
    CHECK(one.people() == "3");
    CHECK(two.people() == "3");
    CHECK(asked(one.database, "SELECT list_version FROM sharing") == "1");
}

TEST_CASE("a folder that was copied to another computer is a new kiosk, and both go on", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    SharingKiosk one(postgres, "Kiosk 1"), copy(postgres, "Kiosk 1");
    expect_people(one, 2);
    one.join(postgres);
    one.check_in("id-A1");
    {
        auto first = one.join(postgres);
        REQUIRE(first.catch_up());
    }
    const auto place = copy.folder.database();
    {
        Database closed = std::move(copy.database);
    }
    std::filesystem::remove(place);
    std::filesystem::remove(copy.folder.journal());
    REQUIRE(copy_database(one.folder.database(), place));
    auto opened = Database::open(copy.folder, Access::write, "test");
    REQUIRE(opened);
    copy.database = std::move(*opened);
    auto second = copy.join(postgres);
    CHECK(second.name() == "Kiosk 2");
    CHECK(asked(one.database, "SELECT kiosk FROM sharing") != asked(copy.database, "SELECT kiosk FROM sharing"));
    CHECK(CheckInDesk(copy.database, copy.seminar).waiting()->empty());
    copy.check_in("id-A2");
    REQUIRE(second.catch_up());
    auto first = one.join(postgres);
    CHECK(one.inside() == "2");
    CHECK(copy.inside() == "2");
    CHECK(asked(one.database, "SELECT count(*) FROM attendance") == "2");
}

TEST_CASE("a database that is older than what the server knows of it is refused until it starts anew", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    SharingKiosk one(postgres, "Kiosk 1");
    expect_people(one, 2);
    one.check_in("id-A1");
    {
        auto first = one.join(postgres);
    }
    // As if put back from a copy that was made before: the same file, fewer entries.
    REQUIRE(one.database.transaction([&]() -> Result<void> {
        one.database.execute("DELETE FROM own_entries WHERE number = (SELECT max(number) FROM own_entries)");
        return {};
    }));
    const auto refused = one.try_join(postgres);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().error == EngineError::forked);
}

TEST_CASE("of two kiosks that look up the same person one is told that the other is serving them", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    SharingKiosk one(postgres, "Kiosk 1"), two(postgres, "Kiosk 2");
    auto first = one.join(postgres);
    auto second = two.join(postgres);
    CHECK_FALSE(first.claim({"id-A1"})->has_value());
    const auto claimed = second.claim({"id-A1"});
    REQUIRE(claimed);
    REQUIRE(*claimed);
    CHECK((*claimed)->kiosk == "Kiosk 1");
    CHECK_FALSE(second.claim({"id-A2"})->has_value());
}

TEST_CASE("the same list at two kiosks becomes one roster", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    SharingKiosk one(postgres, "Kiosk 1"), two(postgres, "Kiosk 2");
    auto first = one.join(postgres);
    auto second = two.join(postgres);
    const auto plan = [](SharingKiosk& kiosk) {
        write_file(kiosk.folder.path / "registrations.csv", "Biljettkod;Förnamn;Efternamn\nB1;Åsa;Öberg\nB2;Bo;Ek\n");
        auto planned = plan_import(&kiosk.database, kiosk.seminar, kiosk.folder.path / "registrations.csv", morning());
        REQUIRE(planned);
        REQUIRE_FALSE(planned->has_questions());
        return std::move(*planned);
    };
    const auto import = [](ShareSession& session, const ImportPlan& planned) {
        const auto done =
            session.import([&](Database& database) { return apply_import(database, planned, morning(), ListTurn::held); });
        REQUIRE(done);
        REQUIRE(*done);
        return **done;
    };
    const auto at_one = plan(one), at_two = plan(two);
    CHECK(import(first, at_one));
    CHECK_FALSE(import(second, at_two));  // the roster has changed since: plan again
    CHECK(import(second, plan(two)));
    CHECK(asked(one.database, "SELECT group_concat(id) FROM (SELECT id FROM registrations ORDER BY id)") ==
          asked(two.database, "SELECT group_concat(id) FROM (SELECT id FROM registrations ORDER BY id)"));
    CHECK(two.people() == "2");
    write_file(two.folder.path / "registrations.csv", "Biljettkod;Förnamn;Efternamn\nB1;Åsa;Öberg\nB3;Cia;Al\n");
    const auto changed = plan_import(&two.database, two.seminar, two.folder.path / "registrations.csv", morning());
    REQUIRE(changed);
    const auto alone = apply_import(two.database, *changed, morning());
    REQUIRE_FALSE(alone);
    CHECK(alone.error().code == ErrorCode::kiosks_apart);
    CHECK(import(second, *changed));
    const WakeEvent wake;
    REQUIRE(first.wait(100ms, wake));
    CHECK(one.people() == "3");
    CHECK(asked(one.database, "SELECT list_version FROM sharing") == "2");
}

TEST_CASE("a server that is frozen or gone costs the connection and no check-in", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    SharingKiosk one(postgres, "Kiosk 1"), two(postgres, "Kiosk 2");
    expect_people(one, 2);
    auto first = one.join(postgres);
    postgres.freeze();
    one.check_in("id-A1");
    const auto pushed = first.catch_up();
    REQUIRE_FALSE(pushed);
    CHECK(pushed.error().error == EngineError::timeout);
    CHECK_FALSE(first.is_connected());
    postgres.thaw();
    postgres.kill_server();
    one.check_in("id-A2");
    postgres.restart();
    auto again = one.join(postgres);
    auto second = two.join(postgres);
    CHECK(two.inside() == "2");
}

TEST_CASE("a list that was imported just before the connection broke gives way to one imported meanwhile", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    SharingKiosk one(postgres, "Kiosk 1"), two(postgres, "Kiosk 2");
    expect_people(one, 1);
    one.join(postgres);
    auto second = two.join(postgres);
    const auto add = [](Database& database, const Registration& who) {
        return database.transaction([&]() -> Result<bool> {
            Roster(database).add(who, {"registrations.csv", 2});
            SharedEntries(database).add_list({who.id});
            return true;
        });
    };
    REQUIRE(add(one.database, person("X1", "Xi", "Ek")));  // not told
    const auto imported = second.import([&](Database& database) { return add(database, person("Y1", "Yi", "Ek")); });
    REQUIRE(imported);
    auto first = one.join(postgres);
    REQUIRE(second.catch_up());
    CHECK(one.people() == "3");
    CHECK(two.people() == "3");
    CHECK(asked(one.database, "SELECT list_version FROM sharing") == "2");
    CHECK(asked(two.database, "SELECT list_version FROM sharing") == "2");
}

TEST_CASE("a purge that is only hinted at is not believed", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    SharingKiosk one(postgres, "Kiosk 1");
    auto first = one.join(postgres);
    const WakeEvent wake;
    REQUIRE(first.wait(100ms, wake));
    const auto spoofed = postgres.owner().ask(
        "SELECT pg_notify(channel, 'purged') FROM (SELECT 'entre_' || replace(uuid::text, '-', '') AS channel FROM "
        "entre.seminar) AS one",
        {}, std::chrono::seconds{20});
    REQUIRE(spoofed);
    CHECK(first.wait(2000ms, wake));
    CHECK(first.is_connected());
}

TEST_CASE("a list that is larger than what the server takes at once is told in pieces", "[share][postgres]") {
    if (!has_postgres()) return;
    PostgresFixture postgres;
    SharingKiosk one(postgres, "Kiosk 1"), two(postgres, "Kiosk 2");
    REQUIRE(one.database.transaction([&]() -> Result<void> {
        Roster roster(one.database);
        auto who = person("A", "Åsa", "Öberg", std::string(900, 'x'));
        for (int i = 0; i < 20'000; ++i) {
            who.id.value = "id-" + std::to_string(i);
            who.ticket_code = "A" + std::to_string(i);
            roster.add(who, {"registrations.csv", i});
        }
        return {};
    }));
    auto first = one.join(postgres);
    CHECK(first.unsent() == 0);
    two.join(postgres);
    CHECK(two.people() == "20000");
}
