#include "core/store/journal_rows.hpp"

#include "core/services/check_in_desk.hpp"
#include "core/services/staff_desk.hpp"
#include "tests/core/store/store_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("the journal gets every check-in, walk-in, correction, protection and badge order, and no import", "[journal]") {
    TwoPeople door;
    CHECK(read_journal(door.folder.journal())->entries.empty());
    StaffDesk staff(door.database, small_seminar());
    const auto last = [&] { return read_journal(door.folder.journal())->entries.back(); };
    CheckInDesk desk(door.database, small_seminar());
    REQUIRE(desk.check_in({RegistrationId{"id-A"}, BadgeName::full, {}, {}, RecordedBy::self}, morning()));
    CHECK(contains(last(), R"("kind":"checked_in")"));
    CHECK(contains(last(), R"("badge_orders":[{"id":)"));
    CHECK(contains(last(), R"("family":"Ek")"));
    REQUIRE(staff.act(WalkIn{"Ida", "Ny", "", "", true}, morning()));
    CHECK(contains(last(), R"("kind":"walk_in")"));
    REQUIRE(staff.act(Rename{RegistrationId{"id-A"}, "Boo", "Ek"}, morning()));
    CHECK(contains(last(), R"("door_given":"Boo")"));
    REQUIRE(staff.act(Rename{RegistrationId{"id-A"}, "Boo", "Ek", "Region 8", "Region"}, morning()));
    CHECK(contains(last(), R"("door_organisation":"Region 8","door_category":"Region")"));
    REQUIRE(staff.act(MarkProtected{RegistrationId{"id-B"}, true}, morning()));
    CHECK(contains(last(), R"("door_protected":1)"));
    REQUIRE(staff.act(CheckOut{RegistrationId{"id-A"}}, morning()));
    CHECK(contains(last(), R"("kind":"checked_out")"));
}

TEST_CASE("a record comes back from the journal with its turn, and from an older journal in the order of the ids", "[journal]") {
    TwoPeople door;
    const auto line = [](const std::string& id, const std::string& kind, const std::string& turn) {
        return R"({"id":")" + id + R"(","registration":"id-A","kind":")" + kind +
               R"(","at_ms":1,"station":"Kiosk 1","station_seq":8,"by":"self","detail":"")" + turn + "}";
    };
    REQUIRE(door.database.transaction([&]() -> Result<void> {
        for (const auto& lines :
             {line("1", "checked_in", R"(,"turn":3)"),
              line("2", "checked_out", "") + "," + line("4", "checked_out", "") + "," + line("3", "checked_in", ""),
              line("5", "checked_in", "")})
            restore(door.database, R"({"registrations":[],"badge_orders":[],"attendance":[)" + lines + "]}");
        return {};
    }));
    CHECK(asked(door.database, "SELECT group_concat(turn) FROM (SELECT turn FROM attendance ORDER BY id)") == "3,4,5,6,7");
    REQUIRE(StaffDesk(door.database, small_seminar()).act(CheckOut{RegistrationId{"id-A"}}, morning()));
    CHECK(contains(read_journal(door.folder.journal())->entries.back(), R"("turn":8)"));
}
