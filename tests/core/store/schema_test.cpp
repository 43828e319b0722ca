#include "core/store/schema.hpp"

#include "tests/core/core_lab.hpp"

using namespace entre;
using namespace entre::test;

namespace {

std::string record_with(const std::string& id, const std::string& kind = "checked_in") {
    return "INTO attendance (id, registration, kind, at_ms, station, station_seq, by, detail) VALUES ('" + id + "', 'id-A', '" +
           kind + "', 1, 'Kiosk 1', 1, 'self', '')";
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
          std::string("UPDATE OR REPLACE attendance SET id = 'r2'"), std::string("UPDATE OR IGNORE attendance SET at_ms = 3")})
        CHECK(contains(refusal_of(door.database, sql), "only added"));
    static_cast<void>(refusal_of(door.database, "INSERT OR IGNORE " + record_with("r1", "checked_out")));
    CHECK(everything_in(door.database) == before);
}

TEST_CASE("a person with attendance cannot be taken off the roster", "[schema]") {
    Door door;
    door.expect(person("A", "Bo", "Ek"));
    REQUIRE(refusal_of(door.database, "INSERT " + record_with("r1")).empty());
    CHECK_FALSE(refusal_of(door.database, "DELETE FROM registrations").empty());
    CHECK_FALSE(refusal_of(door.database, "UPDATE registrations SET id = 'other'").empty());
}

TEST_CASE("words and types that the program does not know stay out of the tables", "[schema]") {
    Door door;
    door.expect(person("A", "Bo", "Ek"));
    CHECK_FALSE(refusal_of(door.database, "INSERT " + record_with("r1", "vanished")).empty());
    CHECK_FALSE(
        refusal_of(door.database, "INSERT INTO attendance VALUES ('r1','nobody','checked_in',1,'K',1,'self','')").empty());
    CHECK_FALSE(
        refusal_of(door.database, "INSERT INTO attendance VALUES ('r1','id-A','checked_in','noon','K',1,'self','')").empty());
    CHECK_FALSE(refusal_of(door.database, "UPDATE registrations SET status = 'maybe'").empty());
    CHECK_FALSE(refusal_of(door.database, "UPDATE registrations SET protected = 2").empty());
}

TEST_CASE("a ticket code is unique, and people without one are many", "[schema]") {
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

TEST_CASE("there is a step for every version up to this one and none beyond", "[schema]") {
    for (int from = 0; from < schema_version; ++from) CHECK_FALSE(migration(from).empty());
    CHECK(migration(schema_version).empty());
    CHECK(migration(-1).empty());
    CHECK(contains(make_roster_indexes(), "ticket_code"));
    CHECK(contains(drop_roster_indexes(), "IF EXISTS"));
}
