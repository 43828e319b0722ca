#include "core/store/high_water_mark.hpp"

#include <cstdlib>

#include "core/services/check_in_desk.hpp"
#include "core/store/ledger.hpp"
#include "tests/core/store/store_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

/// A seminar's folder whose marks are in a folder of the test's own.
struct MarkedFolder : TwoPeople {
    ScratchFolder state;
    MarkedFolder() { ::setenv("XDG_STATE_HOME", state.path().c_str(), 1); }
    ~MarkedFolder() { ::unsetenv("XDG_STATE_HOME"); }

    void check_in(const char* person, int minute) {
        CheckInDesk desk(database, small_seminar());
        REQUIRE(desk.check_in({RegistrationId{person}, BadgeName::full, {}, {}, RecordedBy::self}, morning(minute)));
    }
};

/// The database of an old copy, read as if it stood where the door's own did.
struct OldCopy {
    ScratchFolder scratch;
    SeminarFolder folder{scratch.path()};
    explicit OldCopy(Door& door) {
        door.database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        std::filesystem::copy(door.folder.database(), folder.database());
    }
    Database open() const {
        auto database = Database::open(folder, Access::read, "x");
        REQUIRE(database);
        return std::move(*database);
    }
};

}  // namespace

TEST_CASE("an old copy of the folder is noticed by the check-ins that it lacks", "[high_water_mark][damage]") {
    MarkedFolder door;
    const OldCopy copy(door);
    door.check_in("id-A", 1);
    door.check_in("id-B", 2);
    CHECK_FALSE(missing_check_ins(door.folder, door.database));
    REQUIRE(raise_high_water_mark(door.folder, door.database));
    CHECK_FALSE(missing_check_ins(door.folder, door.database));

    auto old = copy.open();
    const auto missing = missing_check_ins(door.folder, old);
    REQUIRE(missing);
    CHECK(missing->count == 2);
    CHECK(missing->newest == morning(2));

    SECTION("the lack stays noted while the old copy is in use, and ends when the right folder is back") {
        REQUIRE(raise_high_water_mark(door.folder, old));
        REQUIRE(raise_high_water_mark(door.folder, old));
        REQUIRE(missing_check_ins(door.folder, old));
        CHECK(missing_check_ins(door.folder, old)->count == 2);
        CHECK_FALSE(missing_check_ins(door.folder, door.database));
    }
    SECTION("a copy elsewhere, used for practice, is not compared with it") { CHECK_FALSE(missing_check_ins(copy.folder, old)); }
    SECTION("the mark says nothing about anybody") {
        const auto text = read_file(high_water_mark_file(door.folder, door.database));
        CHECK(contains(text, "\"check_ins\":2"));
        CHECK_FALSE(contains(text, "id-A"));
    }
}

TEST_CASE("a mark that cannot be read or written stops nothing", "[high_water_mark]") {
    MarkedFolder door;
    door.check_in("id-A", 1);
    REQUIRE(raise_high_water_mark(door.folder, door.database));
    write_file(high_water_mark_file(door.folder, door.database), "[1,");
    CHECK_FALSE(missing_check_ins(door.folder, door.database));
    ::setenv("XDG_STATE_HOME", "/proc/no-such-place", 1);
    CHECK(raise_high_water_mark(door.folder, door.database).error().code == ErrorCode::file_unwritable);
}

TEST_CASE("records that were all made anew, with their hashes, do not match what was noted outside the folder",
          "[high_water_mark][chain][PRV-9]") {
    MarkedFolder door;
    door.check_in("id-A", 1);
    door.check_in("id-B", 2);
    REQUIRE(raise_high_water_mark(door.folder, door.database));
    CHECK_FALSE(
        door.database.guard([&] { return Result<bool>(changed_since_noted(door.folder, door.database).has_value()); }).value());
    auto records = Ledger(door.database).all();
    records[0].at -= std::chrono::minutes{30};
    records[0].chain_hash = chain_hash("", records[0]);
    records[1].chain_hash = chain_hash(records[0].chain_hash, records[1]);
    door.database.execute("DROP TRIGGER attendance_is_not_rewritten");
    for (const auto& record : records) {
        auto row = door.database.statement("UPDATE attendance SET at_ms = ?, chain_hash = ? WHERE id = ?");
        row.with(to_ms(record.at)).with(record.chain_hash).with(record.id.value).run();
    }
    CHECK(check_chains(Ledger(door.database).all()).is_sound());
    const auto changed = changed_since_noted(door.folder, door.database);
    REQUIRE(changed);
    CHECK(changed->number == 2);
    door.check_in("id-A", 3);
    REQUIRE(raise_high_water_mark(door.folder, door.database));
    CHECK(changed_since_noted(door.folder, door.database));  // it stays noted
}

TEST_CASE("what two old copies in a row lack is added up, and the newest of it is told", "[high_water_mark][damage]") {
    MarkedFolder door;
    const OldCopy empty(door);
    door.check_in("id-A", 1);
    const OldCopy one(door);
    door.check_in("id-B", 2);
    REQUIRE(raise_high_water_mark(door.folder, door.database));
    for (const auto* copy : {&one, &empty}) {
        auto old = copy->open();
        REQUIRE(raise_high_water_mark(door.folder, old));
    }
    auto old = empty.open();
    const auto missing = missing_check_ins(door.folder, old);
    REQUIRE(missing);
    CHECK(missing->count == 2);
    CHECK(missing->newest == morning(2));
}
