#include "core/services/purge.hpp"

#include <nlohmann/json.hpp>

#include "core/base/log.hpp"
#include "core/services/import_service.hpp"
#include "core/services/staff_desk.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

/// A past seminar: imported, with a check-in, a rename, a walk-in and a log.
struct HeldSeminar {
    ScratchFolder scratch;
    SeminarFolder folder{scratch.path()};
    Seminar seminar = small_seminar();

    HeldSeminar() {
        keep_log_quiet();
        std::string list = "Förnamn;Efternamn;Organisation;Sektor;Biljettkod\n";
        for (int i = 0; i < 8; ++i)
            list += "Åsa;Öström" + std::to_string(i) + ";Brå;Polis;planted-code-" + std::to_string(i) + "\n";
        list += "Bo;Ensam;Brå;Media;planted-code-x\n";
        write_file(folder.path / "registrations.csv", list);
        auto database = Database::open(folder, Access::write, "test");
        REQUIRE(database);
        const auto plan = plan_import(&*database, seminar, folder.path / "registrations.csv", morning());
        REQUIRE((plan && apply_import(*database, *plan, morning())));
        StaffDesk staff(*database, seminar);
        const auto& who = plan->changes.added;
        REQUIRE(staff.act(CheckIn{who[0].registration.id}, morning()));
        REQUIRE(staff.act(Rename{who[0].registration.id, "Planterad", "Stavning"}, morning(1)));
        REQUIRE(staff.act(WalkIn{"Instucken", "Gäst", "Brå", "Polis"}, morning(2)));
        write_file(folder.log(), "a log\n");
        write_file(folder.path / "roll-call-2027-05-20-0847.pdf", "%PDF");
        std::filesystem::create_directory(folder.path / "badges");
        write_file(folder.path / "badges/1.pdf", "Åsa Öström0");
    }
    PurgePlan plan() const {
        auto planned = plan_purge(folder, seminar);
        REQUIRE(planned);
        return *planned;
    }
};

}  // namespace

TEST_CASE("a purge leaves statistics and no personal data", "[purge][PRV-7]") {
    const HeldSeminar held;
    const auto plan = held.plan();
    CHECK(plan.people == 10);
    CHECK(search_for(held.folder.path, plan.marks).traces.size() >=
          3);  // before the purge, export, database and badge contain them
    const auto proof = purge(held.folder, plan);
    REQUIRE(proof);
    CHECK(proof->traces.empty());
    CHECK(proof->files > 0);
    CHECK_FALSE(std::filesystem::exists(held.folder.database()));
    CHECK_FALSE(std::filesystem::exists(held.folder.path / "registrations.csv"));
    CHECK_FALSE(std::filesystem::exists(held.folder.log()));
    CHECK_FALSE(std::filesystem::exists(held.folder.path / "roll-call-2027-05-20-0847.pdf"));
    const auto statistics = nlohmann::json::parse(read_file(held.folder.path / "statistics.json"));
    CHECK(statistics["expected"] == 9);
    CHECK(statistics["came"] == 1);
    CHECK(statistics["walk_ins"] == 1);
    CHECK(statistics["sectors"].size() == 2);  // Media has one person and is counted under "other"
    CHECK(statistics["sectors"][0]["sector"] == "Polis");
    CHECK(statistics["sectors"][0]["came"] == 2);
}

TEST_CASE("an unknown file that contains a name is found", "[purge][PRV-7]") {
    const HeldSeminar held;
    const auto plan = held.plan();
    write_file(held.folder.path / "letter.txt", "Hej PLANTERAD Stavning och Bo Ensam!");
    const auto proof = purge(held.folder, plan);
    REQUIRE(proof);
    REQUIRE(proof->traces.size() == 1);
    CHECK(proof->traces[0].file.filename() == "letter.txt");
    CHECK(proof->traces[0].places == 2);
}

TEST_CASE("nothing is purged while the kiosk runs", "[purge][database_in_use]") {
    const HeldSeminar held;
    const auto plan = held.plan();
    const auto open = Database::open(held.folder, Access::write, "the kiosk");
    REQUIRE(open);
    const auto refused = plan_purge(held.folder, held.seminar);
    REQUIRE_FALSE(refused);
    CHECK(contains(refused.error().detail, "the kiosk"));
    CHECK_FALSE(purge(held.folder, plan));
    CHECK(std::filesystem::exists(held.folder.path / "registrations.csv"));
}

TEST_CASE("a purge that is interrupted before its last file can be repeated and searches for the same names", "[purge][PRV-7]") {
    const HeldSeminar held;
    const auto plan = held.plan();
    REQUIRE(plan.files.size() >= 5);
    for (std::size_t i = 0; i + 1 < plan.files.size(); ++i) {
        std::filesystem::remove_all(plan.files[i]);
        const auto again = held.plan();
        CHECK(again.marks == plan.marks);
        CHECK(again.statistics == plan.statistics);
    }
    CHECK(plan.files.back() == held.folder.database());
}

TEST_CASE("a second purge keeps the statistics of the first", "[purge]") {
    const HeldSeminar held;
    REQUIRE(purge(held.folder, held.plan()));
    const auto before = read_file(held.folder.path / "statistics.json");
    write_file(held.folder.path / "registrations.csv",
               "Förnamn;Efternamn;Organisation;Biljettkod\nEva;Kvar;Brå;planted-code-y\n");
    const auto again = held.plan();
    CHECK(again.people == 0);
    CHECK(again.statistics.empty());
    REQUIRE(purge(held.folder, again));
    CHECK(read_file(held.folder.path / "statistics.json") == before);
    CHECK_FALSE(std::filesystem::exists(held.folder.path / "registrations.csv"));
}

TEST_CASE("badges outside the seminar's folder are not deleted", "[purge]") {
    HeldSeminar held;
    const ScratchFolder elsewhere;
    held.seminar.printers[0].queue = "folder:" + elsewhere.path().string();
    const auto plan = held.plan();
    for (const auto& file : plan.files) CHECK(file != elsewhere.path());
}

TEST_CASE("a purge is due the configured number of days after the end", "[purge]") {
    auto seminar = small_seminar();
    seminar.keep_days = 10;
    CHECK(purge_is_due(seminar) == seminar.ends.utc + std::chrono::days{10});
    const Door door;
    const auto due = purge_is_due(seminar);
    CHECK_FALSE(purge_reminder(door.folder, seminar, due - std::chrono::minutes{1}));
    CHECK(contains(purge_reminder(door.folder, seminar, due).value_or(""), "2027-05-30"));
    const ScratchFolder purged;
    CHECK_FALSE(purge_reminder({purged.path()}, seminar, due));
}
