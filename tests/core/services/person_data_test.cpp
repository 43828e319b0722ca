#include "core/services/person_data.hpp"

#include <nlohmann/json.hpp>

#include "core/services/check_in_desk.hpp"
#include "core/services/import_service.hpp"
#include "core/services/staff_desk.hpp"
#include "core/store/backup.hpp"
#include "core/store/ledger.hpp"
#include "core/store/shared_entries.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

constexpr std::string_view export_head = "Förnamn;Efternamn;Organisation;Biljettkod\n";

/// A seminar's folder with a list of three people, of whom Åsa is inside and has had her name corrected. Nobody has it open.
struct Morning {
    ScratchFolder scratch;
    SeminarFolder folder{scratch.path()};
    Seminar seminar = small_seminar();
    RegistrationId asa;

    Morning() {
        auto database = open();
        import(database, "Åsa;Ostrom;Linköpings kommun;kod-asa\nBo;Ek;Polisen;kod-bo\nBo;Ek;Polisen;kod-bo-2\n");
        const auto found = people_meant(database, "kod-asa");
        REQUIRE((found && found->size() == 1));
        asa = found->front().id;
        CheckInDesk desk(database, seminar);
        REQUIRE(desk.check_in({asa, BadgeName::full, "Åsa", "Öström"}, morning()));
        std::filesystem::remove(folder.path / "list.csv");
        REQUIRE(make_backup(folder, morning(1)));
    }
    Database open() const {
        auto database = Database::open(folder, Access::write, "test");
        REQUIRE(database);
        return std::move(*database);
    }
    ImportPlan import(Database& database, const std::string& rows) {
        write_file(folder.path / "list.csv", std::string(export_head) + rows);
        auto plan = plan_import(&database, seminar, folder.path / "list.csv", morning());
        REQUIRE(plan);
        REQUIRE(apply_import(database, *plan, morning()));
        return std::move(*plan);
    }
};

}  // namespace

TEST_CASE("a person is found by code, id or whole name, and several of one name are told", "[person][PRV-8]") {
    const Morning day;
    auto database = day.open();
    const auto count = [&](std::string_view sought) {
        const auto found = people_meant(database, sought);
        REQUIRE(found);
        return found->size();
    };
    CHECK(count("kod-asa") == 1);
    CHECK(count(day.asa.value) == 1);
    CHECK(count("åsa öström") == 1);
    CHECK(count("Åsa Ostrom") == 1);  // as in the export
    CHECK(count("Bo Ek") == 2);
    CHECK(count("Bo") == 0);
    CHECK(count("") == 0);
    StaffDesk staff(database, day.seminar);
    REQUIRE(staff.act(MarkProtected{day.asa, true}, morning(2)));
    CHECK(count("Åsa Öström") == 1);
}

TEST_CASE("everything about a person is written as JSON and as a table", "[person][PRV-8]") {
    const Morning day;
    auto database = day.open();
    StaffDesk staff(database, day.seminar);
    const auto history = staff.history(day.asa);
    REQUIRE((history && *history));
    const auto json = nlohmann::json::parse(person_json(**history));
    CHECK(json["person"]["family"] == "Öström");
    CHECK(json["person"]["ticket_code"] == "kod-asa");
    REQUIRE(json["attendance"].size() == 2);
    CHECK(json["attendance"][1]["what"] == "checked_in");
    CHECK(json["attendance"][1]["at"] == to_rfc3339(morning()));
    CHECK(json["badges"].size() == 1);
    const auto csv = person_csv(**history);
    CHECK(contains(csv, "\"family\";\"\";\"Öström\""));
    CHECK(contains(csv, "checked_in"));
    auto formula = **history;
    formula.who.given = "=1+1";
    CHECK(contains(person_csv(formula), "\"'=1+1\""));
}

TEST_CASE("an erased person is in no file that Entré wrote, stays counted, and does not come back", "[person][erased][PRV-8]") {
    Morning day;
    const auto proof = erase_person(day.folder, day.asa, morning(3));
    if (!proof) FAIL(proof.error().detail);
    CHECK(proof->traces.empty());
    CHECK(proof->files >= 3);  // entre.db, journal and backup
    CHECK(search_for(day.folder.path, {"Åsa Öström", "kod-asa", "Åsa Ostrom"}).traces.empty());
    CHECK(backups_in(day.folder.backups()).size() == 1);
    auto database = day.open();
    CHECK(Ledger(database).inside() == 1);
    CHECK(check_chains(Ledger(database).all()).is_sound());
    const auto plan =
        day.import(database, "Åsa;Ostrom;Linköpings kommun;kod-asa\nBo;Ek;Polisen;kod-bo\nBo;Ek;Polisen;kod-bo-2\n");
    CHECK(plan.changes.is_empty());
    REQUIRE(plan.reading.issues.size() == 1);
    CHECK(plan.reading.issues[0].kind == RowIssueKind::erased_person);
    CHECK(plan.reading.issues[0].line == 2);
    CHECK_FALSE(contains(everything_in(database), "Ostrom"));
}

TEST_CASE("an erasure names the files that Entré must not change", "[person][erased][PRV-8]") {
    const Morning day;
    write_file(day.folder.path / "mail.txt", "Till: Åsa Öström");
    const auto proof = erase_person(day.folder, day.asa, morning(3));
    REQUIRE(proof);
    REQUIRE(proof->traces.size() == 1);
    CHECK(proof->traces[0].file.filename() == "mail.txt");
}

TEST_CASE("nothing is erased while the folder is in use or the seminar is shared", "[person][erased][PRV-8]") {
    const Morning day;
    {
        const auto database = day.open();
        CHECK(erase_person(day.folder, day.asa, morning(3)).error().code == ErrorCode::database_in_use);
    }
    {
        auto database = day.open();
        REQUIRE(database.transaction([&]() -> Result<void> {
            SharedEntries(database).start({"uuid", "Kiosk 1", "here", 1});
            return {};
        }));
    }
    CHECK(erase_person(day.folder, day.asa, morning(3)).error().code == ErrorCode::kiosks_apart);
    auto database = day.open();
    CHECK(people_meant(database, "kod-asa")->size() == 1);
    CHECK(erase_person(day.folder, {"nobody"}, morning(3)).error().code == ErrorCode::database_in_use);
}
