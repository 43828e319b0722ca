#include "core/services/repair.hpp"

#include "core/services/check_in_desk.hpp"
#include "core/services/import_service.hpp"
#include "core/services/staff_desk.hpp"
#include "core/store/backup.hpp"
#include "core/store/ledger.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

namespace fs = std::filesystem;

/// A morning with a check-in, a corrected name, a walk-in and a printed badge.
struct Morning {
    ScratchFolder scratch;
    SeminarFolder folder{scratch.path()};
    Seminar seminar = small_seminar();

    Morning() {
        write_file(scratch / "registrations.csv",
                   "Förnamn;Efternamn;Organisation;E-post;Biljettkod\nMalin;Zetterwall;Polisen;;kod-1\nÅke;Örn;Polisen;;kod-2\n");
        seminar.registrations.files = {"registrations.csv"};
        auto database = Database::open(folder, Access::write, "test");
        REQUIRE(database);
        const auto plan = plan_import(&*database, seminar, scratch / "registrations.csv", morning());
        REQUIRE(plan);
        REQUIRE(apply_import(*database, *plan, morning()));
        CheckInDesk desk(*database, seminar);
        const auto malin = desk.look_up("kod-1", morning());
        REQUIRE(malin);
        const auto answer = desk.check_in({malin->who->id, BadgeName::full, "Maline", "Zetterwall", RecordedBy::self}, morning());
        REQUIRE(answer);
        REQUIRE(desk.note({answer->order.id, OrderState::printed, PrinterFault::none, "Höger", 1, {}}, morning()));
        StaffDesk staff(*database, seminar);
        REQUIRE(staff.act(WalkIn{"Ida", "Ny", "SVT", "", true}, morning(1)));
    }

    [[nodiscard]] std::string state() const {
        auto database = Database::open(folder, Access::read, "test");
        if (!database) return database.error().detail;
        std::string text;
        const auto read = database->guard([&]() -> Result<void> {
            for (const auto& person : Roster(*database).all(false))
                if (Ledger(*database).inside_since(person.id)) text += person.given + " " + person.family + ";";
            return {};
        });
        text += asked(*database, "SELECT group_concat(state) FROM (SELECT state FROM badge_orders ORDER BY id)");
        return read ? text : read.error().detail;
    }

    RepairPlan repair() {
        auto prepared = Repair::prepare(folder, seminar, morning(60));
        REQUIRE(prepared);
        const auto plan = prepared->plan();
        if (plan.base != RepairBase::none) REQUIRE(prepared->put_in_place());
        return plan;
    }
};

std::size_t damaged_folders(const SeminarFolder& folder) {
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator(folder.path))
        count += entry.path().filename().string().starts_with("damaged-") ? 1U : 0U;
    return count;
}

}  // namespace

TEST_CASE("a sound database is left alone by a repair", "[repair]") {
    Morning day;
    const auto before = read_file(day.folder.database());
    CHECK(day.repair().base == RepairBase::none);
    CHECK(read_file(day.folder.database()) == before);
    CHECK(damaged_folders(day.folder) == 0);
    CHECK_FALSE(fs::exists(day.scratch / "repair"));
}

TEST_CASE("a missing database is rebuilt from the list and the journal, with names, walk-ins and printed badges",
          "[repair][DUR-9]") {
    Morning day;
    const auto before = day.state();
    fs::remove(day.folder.database());
    const auto plan = day.repair();
    CHECK(plan.base == RepairBase::list);
    CHECK(plan.visits == 2);
    CHECK(plan.restorable == 2);
    CHECK(contains(before, "Maline Zetterwall;"));
    CHECK(contains(before, "Ida Ny;"));
    CHECK(contains(before, "printed,ordered"));
    auto expected = before;
    expected.replace(expected.find("ordered"), 7, "in_doubt");  // whether that badge came out is not known
    CHECK(day.state() == expected);
}

TEST_CASE("people from the list keep their ticket codes after a repair", "[repair]") {
    Morning day;
    fs::remove(day.folder.database());
    day.repair();
    auto database = Database::open(day.folder, Access::write, "test");
    REQUIRE(database);
    CheckInDesk desk(*database, day.seminar);
    CHECK(desk.look_up("kod-1", morning())->admission.verdict == Verdict::already_in);
    CHECK(desk.look_up("kod-2", morning())->admission.verdict == Verdict::admitted);
    CHECK(asked(*database, "SELECT count(*) FROM registrations") == "3");
}

TEST_CASE("a repair takes neither of two namesakes without codes for the one who came", "[repair]") {
    Morning day;
    write_file(day.scratch / "registrations.csv", "Förnamn;Efternamn;Organisation\nBo;Ek;Polisen\nBo;Ek;SVT\n");
    for (const auto* name : {"entre.db", "journal.jsonl"}) fs::remove(day.scratch / name);
    RegistrationId came;
    {
        auto database = Database::open(day.folder, Access::write, "test");
        REQUIRE(database);
        const auto plan = plan_import(&*database, day.seminar, day.scratch / "registrations.csv", morning());
        REQUIRE((plan && apply_import(*database, *plan, morning())));
        REQUIRE(asked(*database, "SELECT count(*) FROM registrations") == "2");
        came.value = asked(*database, "SELECT id FROM registrations WHERE organisation = 'Polisen'");
        CheckInDesk desk(*database, day.seminar);
        REQUIRE(desk.check_in({came, BadgeName::full, {}, {}, RecordedBy::self}, morning()));
    }
    fs::remove(day.folder.database());
    CHECK(day.repair().restorable == 1);
    auto database = Database::open(day.folder, Access::write, "test");
    REQUIRE(database);
    CHECK(asked(*database, "SELECT organisation FROM registrations WHERE id = '" + came.value + "'") == "Polisen");
    CHECK(asked(*database, "SELECT count(*) FROM registrations WHERE organisation = 'SVT'") == "1");
    CHECK(asked(*database, "SELECT count(*) FROM registrations") == "3");  // the list's two, whom somebody has to tell apart
}

TEST_CASE("without the list a repair still brings back everybody who came", "[repair]") {
    Morning day;
    fs::remove(day.folder.database());
    fs::remove(day.scratch / "registrations.csv");
    CHECK(day.repair().restorable == 2);
    CHECK(contains(day.state(), "Maline Zetterwall;"));
}

TEST_CASE("the latest sound backup is the base of a repair, and the damaged files are kept together", "[repair]") {
    Morning day;
    REQUIRE(make_backup(day.folder, morning(10)));
    const auto before = day.state();
    const std::string rubbish(8192, 'x');
    write_file(day.folder.database(), rubbish);
    write_file(day.folder.database().string() + "-wal", "wal");
    const auto plan = day.repair();
    CHECK(plan.base == RepairBase::backup);
    CHECK(contains(plan.damage, "damaged"));
    CHECK(contains(day.state(), "Maline Zetterwall;"));
    for (const auto& entry : fs::directory_iterator(day.folder.path)) {
        if (!entry.path().filename().string().starts_with("damaged-")) continue;
        CHECK(read_file(entry.path() / "entre.db") == rubbish);
        CHECK(read_file(entry.path() / "entre.db-wal") == "wal");
        CHECK(fs::exists(entry.path() / "journal.jsonl"));
    }
    CHECK(damaged_folders(day.folder) == 1);
}

TEST_CASE("a sound database that lacks check-ins gets them from the journal", "[repair]") {
    Morning day;
    REQUIRE(make_backup(day.folder, morning(10)));
    {
        auto database = Database::open(day.folder, Access::write, "test");
        REQUIRE(database);
        CheckInDesk desk(*database, day.seminar);
        const auto ake = desk.look_up("kod-2", morning(11));
        REQUIRE(desk.check_in({ake->who->id, BadgeName::full, {}, {}, RecordedBy::self}, morning(11)));
    }
    fs::copy(backups_in(day.folder.backups()).front(), day.folder.database(), fs::copy_options::overwrite_existing);
    const auto plan = day.repair();
    CHECK(plan.base == RepairBase::database);
    CHECK(plan.visits == 3);
    CHECK(plan.restorable == 3);
    CHECK(contains(day.state(), "Åke Örn;"));
}

TEST_CASE("damaged lines of the journal are counted when they are all that is left", "[repair]") {
    Morning day;
    fs::remove(day.folder.database());
    auto bytes = read_file(day.folder.journal());
    bytes[3] = '#';
    write_file(day.folder.journal(), bytes);
    const auto plan = day.repair();
    CHECK(plan.unreadable == 1);
    CHECK(plan.visits == 1);
}

TEST_CASE("a repair that was only prepared changes nothing", "[repair]") {
    Morning day;
    fs::remove(day.folder.database());
    const auto journal = read_file(day.folder.journal());
    {
        const auto prepared = Repair::prepare(day.folder, day.seminar, morning());
        REQUIRE(prepared);
    }
    CHECK_FALSE(fs::exists(day.folder.database()));
    CHECK(read_file(day.folder.journal()) == journal);
    CHECK_FALSE(fs::exists(day.scratch / "repair"));
}

TEST_CASE("a repair is refused while somebody else has the database open", "[repair][database_in_use]") {
    Morning day;
    auto database = Database::open(day.folder, Access::write, "the kiosk");
    REQUIRE(database);
    const auto prepared = Repair::prepare(day.folder, day.seminar, morning());
    REQUIRE_FALSE(prepared);
    CHECK(prepared.error().code == ErrorCode::database_in_use);
}
