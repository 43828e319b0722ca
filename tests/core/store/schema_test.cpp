#include "core/store/schema.hpp"

#include "core/attendance/record_chain.hpp"

#include "core/store/badge_orders.hpp"
#include "core/store/ledger.hpp"
#include "tests/core/store/store_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

std::string record_with(const std::string& id, const std::string& kind = "checked_in") {
    return "INTO attendance (id, registration, kind, at_ms, station, station_seq, turn, by, detail) VALUES ('" + id +
           "', 'id-A', '" + kind + "', 1, 'Kiosk 1', 1, 1, 'self', '')";
}

/// A database of this version with Bo Ek and without anything else.
std::string old_database(int version) {
    std::string sql;
    for (int from = 0; from < version; ++from) sql += migration(from);
    return sql +
           "INSERT INTO registrations (id, ticket_code, export_key, given, family, folded_name, organisation, title, category, "
           "language, status, note, protected, alias, source, source_line) VALUES "
           "('id-A', 'A', '', 'Bo', 'Ek', '', '', '', '', '', 'registered', '', 0, '', 'a.csv', 2);"
           "PRAGMA user_version = " +
           std::to_string(version) + ";";
}

}  // namespace

TEST_CASE("attendance is only added to", "[schema]") {
    Door door;
    door.expect(person("A", "Bo", "Ek"));
    REQUIRE(refusal_of(door.database, "INSERT " + record_with("r1")).empty());
    const auto before = everything_in(door.database);
    for (const std::string& sql :
         {std::string("UPDATE attendance SET at_ms = 2"), std::string("DELETE FROM attendance"),
          "INSERT OR REPLACE " + record_with("r1"), "REPLACE " + record_with("r1", "checked_out"),
          "INSERT " + record_with("r1") + " ON CONFLICT (registration, id) DO UPDATE SET at_ms = 9",
          std::string(
              "INSERT OR REPLACE INTO attendance SELECT row, 'r2', registration, kind, at_ms, station, 2, 2, by, detail, '' "
              "FROM attendance"),
          std::string("UPDATE OR REPLACE attendance SET id = 'r2'"), std::string("UPDATE OR IGNORE attendance SET at_ms = 3")})
        CHECK(contains(refusal_of(door.database, sql), "only added"));
    static_cast<void>(refusal_of(door.database, "INSERT OR IGNORE " + record_with("r1", "checked_out")));
    CHECK(everything_in(door.database) == before);
}

TEST_CASE("a person with attendance cannot be removed from the roster", "[schema]") {
    Door door;
    door.expect(person("A", "Bo", "Ek"));
    REQUIRE(refusal_of(door.database, "INSERT " + record_with("r1")).empty());
    CHECK_FALSE(refusal_of(door.database, "DELETE FROM registrations").empty());
    CHECK_FALSE(refusal_of(door.database, "UPDATE registrations SET id = 'other'").empty());
}

TEST_CASE("unknown words and wrong types are refused by the tables", "[schema]") {
    Door door;
    door.expect(person("A", "Bo", "Ek"));
    CHECK_FALSE(refusal_of(door.database, "INSERT " + record_with("r1", "vanished")).empty());
    CHECK_FALSE(
        refusal_of(door.database, "INSERT INTO attendance VALUES (1,'r1','nobody','checked_in',1,'K',1,1,'self','','')").empty());
    CHECK_FALSE(
        refusal_of(door.database, "INSERT INTO attendance VALUES (1,'r1','id-A','checked_in','noon','K',1,1,'self','','')")
            .empty());
    CHECK(refusal_of(door.database, "INSERT INTO attendance VALUES (1,'r1','id-A','checked_in',1,'K',1,1,'self','','')").empty());
    CHECK_FALSE(refusal_of(door.database, "UPDATE registrations SET status = 'maybe'").empty());
    CHECK_FALSE(refusal_of(door.database, "UPDATE registrations SET protected = 2").empty());
}

TEST_CASE("a ticket code is unique, but many people may have none", "[schema]") {
    Door door;
    door.expect(person("A", "Bo", "Ek"));
    CHECK_FALSE(
        refusal_of(door.database,
                   "INSERT INTO registrations SELECT 'x', ticket_code, '', '', '', '', '', '', '', '', 'registered', '', 0, "
                   "'', '', 0, NULL, NULL FROM registrations")
            .empty());
    auto first = person("", "Cia", "Al"), second = person("", "Åke", "Lund");
    second.id.value = "other";
    door.expect(first);
    door.expect(second);
}

TEST_CASE("a database of version 1 is migrated with its attendance and badges", "[schema]") {
    ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    const std::string kept =
        std::string(migration(0)) +
        "INSERT INTO registrations VALUES ('id-A', 'A', '', 'Bo', 'Ek', '', '', '', '', '', 'registered', '', 0, "
        "'', 'a.csv', 2, NULL, 'Eek');"
        "INSERT INTO attendance VALUES ('r1', 'id-A', 'checked_in', 1, 'Kiosk 1', 1, 'self', '');"
        "INSERT INTO badge_orders VALUES ('o1', 'id-A', 'check_in', 'full', 1, 'printed', 'none', 'Höger', 7, 1, 1, 2),"
        "('o2', 'id-A', 'reprint', 'full', 2, 'failed', 'jam', 'Höger', 8, 1, 3, 4);"
        "PRAGMA user_version = 1";
    create_database(folder, kept);
    auto database = Database::open(folder, Access::write, "test");
    REQUIRE(database);
    CHECK(asked(*database, "PRAGMA user_version") == std::to_string(schema_version));
    CHECK(asked(*database, "PRAGMA integrity_check") == "ok");
    CHECK(Roster(*database).with_code("A")->family == "Eek");
    CHECK(Ledger(*database).inside() == 1);
    const BadgeOrders orders(*database);
    REQUIRE(orders.of({"id-A"}).size() == 2);
    CHECK(orders.with_id({"o1"})->state == OrderState::printed);
    CHECK(orders.with_id({"o2"})->fault == PrinterFault::jam);
    CHECK_FALSE(orders.with_id({"o3"}));
}

TEST_CASE("badge orders that version 8 derived from attendance records become rows, and no badge is printed twice", "[schema]") {
    ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    const std::string kept =
        old_database(8) +
        "INSERT INTO attendance VALUES ('r1', 'id-A', 'checked_in', 1, 'Kiosk 1', 1, 'self', 'given_only 1'),"
        "('r2', 'id-A', 'check_in_undone', 2, 'Kiosk 1', 2, 'staff', ''), ('r3', 'id-A', 'checked_in', 3, 'Kiosk 1', 3, "
        "'self', 'full 2');"
        "INSERT INTO badge_progress (id, registration, reason, name_shown, print_number, state, fault, printer, job, "
        "attempts, ordered_ms, "
        "changed_ms, of_record) VALUES ('r1', 'id-A', 'check_in', 'given_only', 1, 'printed', 'none', 'Höger', 7, 1, 1, 2, "
        "1);"
        "INSERT INTO early_sheets VALUES ('s1', 'Höger', 3, 'printed', 1);"
        "INSERT INTO early_badges VALUES ('id-A', 's1', 'content');";
    create_database(folder, kept);
    auto database = Database::open(folder, Access::write, "test");
    REQUIRE(database);
    CHECK(asked(*database, "PRAGMA integrity_check") == "ok");
    const BadgeOrders orders(*database);
    REQUIRE(orders.of({"id-A"}).size() == 2);
    CHECK(orders.with_id({"r1"})->state == OrderState::printed);
    CHECK(orders.with_id({"r1"})->name_shown == BadgeName::given_only);
    CHECK(orders.with_id({"r3"})->state == OrderState::ordered);
    CHECK(orders.with_id({"r3"})->print_number == 2);
    CHECK(asked(*database,
                "SELECT content FROM preprinted_badges JOIN preprinted_sheets s ON s.id = sheet WHERE state = 'printed'") ==
          "content");
}

TEST_CASE("records of version 11 get their turns in the order in which they were made", "[schema]") {
    ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    create_database(folder, old_database(11) +
                                // The two desks counted apart, and the clock was set back.
                                "INSERT INTO attendance VALUES ('01', 'id-A', 'checked_in', 900, 'Kiosk 1', 7, 'self', ''),"
                                "('02', 'id-A', 'checked_out', 100, 'Kiosk 1', 3, 'staff', '');");
    auto database = Database::open(folder, Access::write, "test");
    REQUIRE(database);
    CHECK(asked(*database, "PRAGMA integrity_check") == "ok");
    CHECK(asked(*database, "SELECT group_concat(turn) FROM (SELECT turn FROM attendance ORDER BY id)") == "1,2");
    CHECK(asked(*database, "SELECT group_concat(station_seq) FROM (SELECT station_seq FROM attendance ORDER BY id)") == "7,3");
    CHECK_FALSE(Ledger(*database).inside_since({"id-A"}));
    CHECK(contains(refusal_of(*database, "DELETE FROM attendance"), "only added"));
    CHECK(contains(refusal_of(*database, "UPDATE attendance SET turn = 9"), "only added"));
    CHECK(asked(*database, "SELECT station FROM (SELECT '' AS station UNION SELECT station FROM badge_orders)") == "");
}

TEST_CASE("records of version 13 keep their place and have no hash, and the next one begins the chain", "[schema][PRV-9]") {
    ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    create_database(
        folder,
        old_database(13) + "INSERT INTO attendance VALUES (7, 'r1', 'id-A', 'checked_in', 900, 'Kiosk 1', 4, 2, 'self', '');");
    auto database = Database::open(folder, Access::write, "test");
    REQUIRE(database);
    CHECK(asked(*database, "PRAGMA integrity_check") == "ok");
    CHECK(asked(*database, "SELECT row || ' ' || station_seq || ' ' || turn || ' ' || chain_hash FROM attendance") == "7 4 2 ");
    CHECK(contains(refusal_of(*database, "DELETE FROM attendance"), "only added"));
    CHECK(contains(refusal_of(*database, "UPDATE attendance SET turn = 9"), "only added"));
    CHECK(contains(refusal_of(*database, "INSERT OR REPLACE INTO attendance SELECT * FROM attendance"), "only added"));
    Ledger ledger(*database);
    REQUIRE(database->transaction([&]() -> Result<void> {
        AttendanceRecord out;
        out.id = {"r2"};
        out.registration = {"id-A"};
        out.kind = RecordKind::checked_out;
        out.station = "Kiosk 1";
        ledger.add(out);
        return {};
    }));
    const auto check = check_chains(ledger.all());
    CHECK(check.is_sound());
    CHECK(check.without_hash == 1);
    REQUIRE(check.ends.size() == 1);
    CHECK(check.ends[0].number == 5);
}

TEST_CASE("there is a migration from every older version and none beyond", "[schema]") {
    for (int from = 0; from < schema_version; ++from) CHECK_FALSE(migration(from).empty());
    CHECK(migration(schema_version).empty());
    CHECK(migration(-1).empty());
    CHECK(contains(make_roster_indexes(), "ticket_code"));
    CHECK(contains(drop_roster_indexes(), "IF EXISTS"));
}
