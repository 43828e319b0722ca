#include "core/store/shared_entries.hpp"

#include "core/services/check_in_desk.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

void start(Door& door, const std::string& name) {
    const auto done = door.database.transaction([&]() -> Result<void> {
        SharedEntries(door.database).start({"uuid-of-" + name, name, "place", 0});
        return {};
    });
    REQUIRE(done);
}

std::vector<NumberedEntry> all_entries(Door& door) {
    auto read = door.database.guard(
        [&]() -> Result<std::vector<NumberedEntry>> { return SharedEntries(door.database).above(0, 100'000); });
    REQUIRE(read);
    return *read;
}

CheckInAnswer check_in(Door& door, const std::string& id, int minute = 0) {
    const auto answer =
        CheckInDesk(door.database, small_seminar()).check_in({{id}, {}, {}, {}, RecordedBy::self}, morning(minute));
    REQUIRE(answer);
    return *answer;
}

}  // namespace

TEST_CASE("a kiosk alone keeps no entries", "[store][share]") {
    Door door;
    door.expect(person("A1", "Åsa", "Öberg"));
    check_in(door, "id-A1");
    CHECK(all_entries(door).empty());
}

TEST_CASE("every transaction of a shared seminar is an entry, without a gap after one that was rolled back", "[store][share]") {
    Door door;
    for (const auto* code : {"A1", "A2", "A3"}) door.expect(person(code, "Åsa", "Öberg"));
    start(door, "Kiosk 1");
    check_in(door, "id-A1");
    const auto failed = door.database.transaction([&]() -> Result<void> {
        AttendanceRecord record;
        record.id = new_id<RecordId>(morning(1));
        record.registration.value = "id-A2";
        record.station = "Kiosk 1";
        Ledger(door.database).add(record);
        return fail(ErrorCode::stopped, "on purpose");
    });
    REQUIRE_FALSE(failed);
    check_in(door, "id-A3");
    const auto entries = all_entries(door);
    REQUIRE(entries.size() == 2);
    CHECK(entries[0].number == 1);
    CHECK(entries[1].number == 2);
    CHECK(contains(entries[0].json, "id-A1"));
    CHECK(contains(entries[1].json, "id-A3"));
}

TEST_CASE("a badge is told when it is ordered and when it has come to its end, not on its way", "[store][share]") {
    Door door;
    door.expect(person("A1", "Åsa", "Öberg"));
    start(door, "Kiosk 1");
    const auto order = check_in(door, "id-A1").order;
    CheckInDesk desk(door.database, small_seminar());
    REQUIRE(desk.begin_print(order.id, "Höger", morning(1)));
    REQUIRE(desk.note({order.id, OrderState::printing, PrinterFault::none, "Höger", 7, {}}, morning(1)));
    CHECK(all_entries(door).size() == 1);
    REQUIRE(desk.note({order.id, OrderState::printed, PrinterFault::none, "Höger", 7, {}}, morning(1)));
    const auto entries = all_entries(door);
    REQUIRE(entries.size() == 2);
    CHECK(contains(entries[1].json, "\"printed\""));
}

TEST_CASE("what happened before is told when sharing starts, and a long list in several entries", "[store][share]") {
    Door door;
    for (int i = 0; i < 1001; ++i) door.expect(person("A" + std::to_string(i), "Åsa", "Öberg"));
    check_in(door, "id-A7");
    start(door, "Kiosk 1");
    const auto done = door.database.transaction([&]() -> Result<void> {
        SharedEntries(door.database).add_first_list();
        return {};
    });
    REQUIRE(done);
    const auto entries = all_entries(door);
    REQUIRE(entries.size() == 4);
    CHECK(contains(entries[0].json, "checked_in"));
    CHECK(contains(entries[1].json, "{\"list\":1,\"is_complete\":false,"));
    CHECK(contains(entries[3].json, "{\"list\":1,\"is_complete\":true,"));
    CHECK(asked(door.database, "SELECT list_version FROM sharing") == "1");
}

TEST_CASE("a list that nobody got, while the others took another one, becomes people without a list", "[store][share]") {
    Door door;
    door.expect(person("A1", "Åsa", "Öberg"));
    start(door, "Kiosk 1");
    const auto done = door.database.transaction([&]() -> Result<void> {
        SharedEntries entries(door.database);
        entries.add_first_list();
        entries.note_list_taken();
        entries.give_up_list(0, 1);  // the others have it
        entries.add_list({{"id-A1"}});
        entries.give_up_list(1, 1);  // they are not that far
        entries.give_up_list(1, 2);
        return {};
    });
    REQUIRE(done);
    const auto entries = all_entries(door);
    REQUIRE(entries.size() == 2);
    CHECK(contains(entries[0].json, "\"list\":1"));  // the others have it
    CHECK_FALSE(contains(entries[1].json, "\"list\""));
    CHECK(contains(entries[1].json, "id-A1"));
    CHECK(asked(door.database, "SELECT list_version FROM sharing") == "1");
}

TEST_CASE("a kiosk that starts anew keeps its entries, reads the old id's, and leaves waiting badges to staff",
          "[store][share]") {
    Door door;
    door.expect(person("A1", "Åsa", "Öberg"));
    start(door, "Kiosk 1");
    check_in(door, "id-A1");
    const auto done = door.database.transaction([&]() -> Result<void> {
        SharedEntries(door.database).start_anew("new", "Kiosk 1", "elsewhere");
        return {};
    });
    REQUIRE(done);
    CHECK(all_entries(door).size() == 1);
    const auto own = door.database.guard([&]() -> Result<std::optional<OwnKiosk>> { return SharedEntries(door.database).own(); });
    REQUIRE(own);
    REQUIRE(*own);
    CHECK((*own)->id == "new");
    CHECK((*own)->place == "elsewhere");
    CHECK(asked(door.database, "SELECT kiosk || known FROM other_kiosks") == "uuid-of-Kiosk 10");
    CHECK(CheckInDesk(door.database, small_seminar()).waiting()->empty());
    CHECK(asked(door.database, "SELECT state FROM badge_orders") == "in_doubt");
}
