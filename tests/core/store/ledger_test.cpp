#include "core/store/ledger.hpp"

#include <random>
#include <set>

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

/// The counts, from all records.
std::pair<std::int64_t, std::int64_t> inside_and_came(const Ledger& ledger) {
    std::map<std::string, std::vector<AttendanceRecord>> by_person;
    for (auto& one : ledger.all()) by_person[one.registration.value].push_back(std::move(one));
    std::pair<std::int64_t, std::int64_t> counts;
    for (const auto& [person, own] : by_person) {
        counts.first += inside_since(own) ? 1 : 0;
        counts.second += std::any_of(own.begin(), own.end(), [](const auto& one) { return is_entry(one.kind); }) ? 1 : 0;
    }
    return counts;
}

/// Adds a record as another station made it.
void add_foreign(Database& database, const AttendanceRecord& record) {
    auto row = database.statement(
        "INSERT INTO attendance (id, registration, kind, at_ms, station, station_seq, by, detail, turn) VALUES (?, ?, ?, ?, ?, "
        "1, "
        "'self', '', ?)");
    row.with(record.id.value).with(record.registration.value).with(to_string(record.kind)).with(to_ms(record.at));
    row.with(record.station).with(record.turn).run();
}

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

TEST_CASE("the records of a person are in turn, at whatever station they were made", "[ledger]") {
    LedgerFixture door;
    door.write([&] {
        door.ledger.add(record(RecordKind::checked_in, 9, "id-A", "Kiosk 2"));
        door.ledger.add(record(RecordKind::checked_in, 1, "id-B"));
        door.ledger.add(record(RecordKind::checked_out, 3));
        door.ledger.add(record(RecordKind::checked_in, 2));
    });
    const auto records = door.ledger.records_of({"id-A"});
    REQUIRE(records.size() == 3);
    for (std::size_t i = 0; i < records.size(); ++i) CHECK(records[i].turn == static_cast<std::int64_t>(i) + 1);
    CHECK(records[1].kind == RecordKind::checked_out);
    CHECK(door.ledger.inside_since({"id-A"}) == morning(2));
    CHECK(door.ledger.records_of({"id-B"}).front().turn == 1);
}

TEST_CASE("a record that was rolled back leaves no gap in the numbers", "[ledger]") {
    LedgerFixture door;
    door.write([&] { door.ledger.add(record(RecordKind::checked_in, 0)); });
    const auto undone = door.database.transaction([&]() -> Result<void> {
        door.ledger.add(record(RecordKind::checked_out, 1));
        door.ledger.add(record(RecordKind::checked_in, 1));
        return fail(ErrorCode::disk_full, "test");
    });
    REQUIRE_FALSE(undone);
    door.write([&] { door.ledger.add(record(RecordKind::checked_out, 2)); });
    const auto records = door.ledger.records_of({"id-A"});
    REQUIRE(records.size() == 2);
    CHECK(records[1].station_seq == 2);
    CHECK(records[1].turn == 2);
}

TEST_CASE("two ledgers of one database number together", "[ledger]") {
    LedgerFixture door;
    Ledger other(door.database);
    for (int i = 0; i < 3; ++i) {
        door.write([&] { door.ledger.add(record(RecordKind::checked_in, i)); });
        door.write([&] { door.ledger.add(record(RecordKind::checked_in, i, "id-B")); });
        door.write([&] { other.add(record(RecordKind::checked_out, i)); });
    }
    CHECK(asked(door.database, "SELECT group_concat(station_seq) FROM (SELECT station_seq FROM attendance ORDER BY row)") ==
          "1,2,3,4,5,6,7,8,9");
    CHECK_FALSE(door.ledger.inside_since({"id-A"}));
}

TEST_CASE("only new records are read, in portions and in the order in which they were written", "[ledger]") {
    LedgerFixture door;
    CHECK(door.ledger.since({}, 10).records.empty());
    door.write([&] {
        for (int i = 0; i < 5; ++i) door.ledger.add(record(RecordKind::checked_in, 9 - i));
    });
    const auto first = door.ledger.since({}, 3), rest = door.ledger.since(first.place, 3);
    REQUIRE(first.records.size() == 3);
    REQUIRE(rest.records.size() == 2);
    CHECK(first.records[0].at == morning(9));
    CHECK(rest.records[1].at == morning(5));
    CHECK(rest.records[1].turn == 5);
    const auto none = door.ledger.since(rest.place, 3);
    CHECK(none.records.empty());
    CHECK(none.place.row == rest.place.row);
    CHECK(none.place.last == rest.place.last);
}

TEST_CASE("a place is valid only while its record is there", "[ledger]") {
    LedgerFixture door;
    CHECK(door.ledger.is_valid({}));
    NewRecords seen;
    const auto undone = door.database.transaction([&]() -> Result<void> {
        door.ledger.add(record(RecordKind::checked_in, 0));
        seen = door.ledger.since({}, 10);
        CHECK(door.ledger.is_valid(seen.place));
        return fail(ErrorCode::disk_full, "test");
    });
    REQUIRE_FALSE(undone);
    CHECK_FALSE(door.ledger.is_valid(seen.place));
    door.write([&] { door.ledger.add(record(RecordKind::checked_in, 1)); });
    CHECK_FALSE(door.ledger.is_valid(seen.place));  // another record is in that row
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

TEST_CASE("running counts equal those of all records, with other stations' records and rolled-back transactions", "[ledger]") {
    LedgerFixture door;
    for (int i = 0; i < 20; ++i) door.expect(person(std::to_string(i), "G", "F" + std::to_string(i)));
    std::mt19937 random(5);
    const auto some_record = [&] {
        auto one = record(static_cast<RecordKind>(random() % 5), static_cast<int>(random() % 60),
                          "id-" + std::to_string(random() % 20), "Kiosk " + std::to_string(random() % 3));
        one.turn = static_cast<std::int64_t>(random() % 5);
        return one;
    };
    std::set<std::int64_t> seen;
    for (int step = 0; step < 300; ++step) {
        const bool is_rolled_back = random() % 5 == 0;
        static_cast<void>(door.database.transaction([&]() -> Result<void> {
            for (auto left = random() % 4; left > 0; --left)
                if (random() % 2 == 0)
                    door.ledger.add(some_record());
                else
                    add_foreign(door.database, some_record());
            if (random() % 2 == 0) CHECK(door.ledger.inside() == inside_and_came(door.ledger).first);
            if (is_rolled_back) return fail(ErrorCode::disk_full, "test");
            return {};
        }));
        const auto [inside, came] = inside_and_came(door.ledger);
        REQUIRE(door.ledger.inside() == inside);
        REQUIRE(door.ledger.came() == came);
        REQUIRE(Ledger(door.database).inside() == inside);
        REQUIRE(Ledger(door.database).came() == came);
        seen.insert(inside);
    }
    CHECK(seen.size() > 5);
}

TEST_CASE("an earlier record of this station that comes back later does not lower the next number", "[ledger]") {
    LedgerFixture door;
    door.write([&] {
        door.ledger.add(record(RecordKind::checked_in, 0));
        door.ledger.add(record(RecordKind::checked_out, 1));
    });
    door.write([&] { add_foreign(door.database, record(RecordKind::checked_in, 2, "id-B")); });  // number 1 again
    door.write([&] { door.ledger.add(record(RecordKind::checked_in, 3)); });
    CHECK(door.ledger.records_of({"id-A"}).back().station_seq == 3);
}
