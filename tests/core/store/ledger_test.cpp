#include "core/store/ledger.hpp"

#include "tests/core/store/store_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

AttendanceRecord record(RecordKind kind, int minute, std::string who = "id-A", std::string station = "Kiosk 1") {
    AttendanceRecord out;
    out.id = new_id<RecordId>(morning(minute));
    out.registration.value = std::move(who);
    out.kind = kind;
    out.at = morning(minute);
    out.station = std::move(station);
    return out;
}

struct LedgerFixture : TwoPeople {
    Ledger ledger{database};
};

}  // namespace

TEST_CASE("records of a station are numbered consecutively, also after a restart", "[ledger]") {
    LedgerFixture door;
    door.write([&] {
        door.ledger.add(record(RecordKind::checked_in, 0));
        door.ledger.add(record(RecordKind::checked_in, 1, "id-B", "Kiosk 2"));
        door.ledger.add(record(RecordKind::checked_out, 2));
    });
    Ledger restarted(door.database);
    door.write([&] { restarted.add(record(RecordKind::checked_in, 3)); });
    const auto records = door.ledger.records_of({"id-A"});
    REQUIRE(records.size() == 3);
    CHECK(records[0].station_seq == 1);
    CHECK(records[1].station_seq == 2);
    CHECK(records[2].station_seq == 3);
    CHECK(records[2].kind == RecordKind::checked_in);
    CHECK(door.ledger.all().size() == 4);
    CHECK(door.ledger.inside_since({"id-A"}) == morning(3));
}

TEST_CASE("the count of people inside agrees with their records", "[ledger]") {
    LedgerFixture door;
    CHECK(door.ledger.inside() == 0);
    CHECK(door.ledger.came() == 0);
    door.write([&] { door.ledger.add(record(RecordKind::checked_in, 0)); });
    door.write([&] { door.ledger.add(record(RecordKind::correction, 0, "id-B")); });
    CHECK(door.ledger.inside() == 1);
    door.write([&] { door.ledger.add(record(RecordKind::check_in_undone, 1)); });
    CHECK(door.ledger.inside() == 0);
    door.write([&] { door.ledger.add(record(RecordKind::walk_in, 2, "id-B")); });
    CHECK(door.ledger.inside() == 1);
    CHECK(door.ledger.came() == 2);
}

TEST_CASE("a record for a person who is not on the roster is refused", "[ledger][database_failed]") {
    LedgerFixture door;
    const auto kept = door.database.transaction([&]() -> Result<void> {
        door.ledger.add(record(RecordKind::checked_in, 0, "nobody"));
        return {};
    });
    REQUIRE_FALSE(kept);
    CHECK(kept.error().code == ErrorCode::database_failed);
    CHECK(door.ledger.all().empty());
}
