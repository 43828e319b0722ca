#include "core/store/backup.hpp"

#include "core/services/check_in_desk.hpp"
#include "core/store/journal.hpp"
#include "tests/core/store/store_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

void check_in(Door& door, const char* person) {
    CheckInDesk desk(door.database, small_seminar());
    REQUIRE(desk.check_in({RegistrationId{person}, BadgeName::full, {}, {}, RecordedBy::self}, morning()));
}

}  // namespace

TEST_CASE("a backup is a complete sound database, and only the latest three are kept", "[backup]") {
    TwoPeople door;
    check_in(door, "id-A");
    for (int i = 0; i < 5; ++i) REQUIRE(make_backup(door.folder, morning(i)));
    const auto all = backups_in(door.folder.backups());
    REQUIRE(all.size() == kept_backups);
    CHECK(contains(all.front().string(), "064500"));
    const ScratchFolder scratch;
    const SeminarFolder copy{scratch.path()};
    std::filesystem::copy(all.front(), copy.database());
    auto database = Database::open(copy, Access::write, "x");
    REQUIRE(database);
    CHECK(asked(*database, "SELECT count(*) FROM attendance") == "1");
}

TEST_CASE("a backup finds that the open database lacks what the journal has", "[backup][damage]") {
    TwoPeople door;
    auto journal = Journal::open(door.folder.journal());
    REQUIRE(journal);
    REQUIRE(journal->add(
        {R"({"registrations":[],"attendance":[{"id":"x","registration":"id-A","kind":"checked_in","at_ms":1}],"badge_orders":[]})"},
        true));
    const auto made = make_backup(door.folder, morning());
    REQUIRE_FALSE(made);
    CHECK(made.error().code == ErrorCode::database_damaged);
    CHECK(backups_in(door.folder.backups()).empty());
}
