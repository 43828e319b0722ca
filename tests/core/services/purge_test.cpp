#include "core/services/purge.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "core/base/log.hpp"
#include "core/services/import_service.hpp"
#include "core/services/occupancy_file.hpp"
#include "core/services/staff_desk.hpp"
#include "core/store/high_water_mark.hpp"
#include "tests/core/core_fixture.hpp"
#include "tests/support/other_process.hpp"

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
    CHECK(proof->marks == plan.marks.size());
    CHECK_FALSE(std::filesystem::exists(held.folder.path / "purge-unfinished.txt"));
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

TEST_CASE("what was measured at the door outlives a purge, also one that was interrupted", "[purge][occupancy]") {
    const HeldSeminar held;
    Occupancy visits;
    for (int i = 0; i < 7; ++i) visits.add(std::chrono::seconds{9 + i % 2});
    REQUIRE(add_occupancy(held.folder, visits));
    const auto plan = held.plan();
    // As after a crash: the statistics are written, and the database is still there.
    write_file(held.folder.path / "statistics.json", plan.statistics);
    CHECK(held.plan().statistics == plan.statistics);
    const auto proof = purge(held.folder, plan);
    REQUIRE(proof);
    CHECK(proof->traces.empty());
    CHECK_FALSE(std::filesystem::exists(occupancy_file(held.folder)));
    CHECK(nlohmann::json::parse(read_file(held.folder.path / "statistics.json"))["occupancy"]["visits"] == 7);
    CHECK(read_occupancy(held.folder) == visits);
}

TEST_CASE("a purge deletes what was noted outside the folder", "[purge][PRV-7]") {
    const HeldSeminar held;
    const ScratchFolder state;
    ::setenv("XDG_STATE_HOME", state.path().c_str(), 1);
    {
        auto database = Database::open(held.folder, Access::read, "test");
        REQUIRE((database && raise_high_water_mark(held.folder, *database)));
    }
    REQUIRE_FALSE(std::filesystem::is_empty(state / "entre"));
    REQUIRE(purge(held.folder, held.plan()));
    CHECK(std::filesystem::is_empty(state / "entre"));
    ::unsetenv("XDG_STATE_HOME");
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

TEST_CASE("a purge that fails at any file can be repeated and searches for all the same names", "[purge][PRV-7]") {
    const HeldSeminar first;
    const auto files = first.plan().files;
    REQUIRE(files.size() >= 5);
    for (std::size_t i = 0; i < files.size(); ++i) {
        const HeldSeminar held;
        write_file(held.folder.path / "letter.txt", "Planterad Stavning");
        const auto plan = held.plan();
        // Stops at file `i`: after it nothing is deleted, and what stood before it is gone.
        auto stopped = plan;
        stopped.files.resize(i);
        stopped.files.push_back(held.folder.path / "letter.txt" / "cannot be deleted");
        INFO(plan.files[i].string());
        REQUIRE_FALSE(purge(held.folder, stopped));
        const auto again = held.plan();
        CHECK(again.marks == plan.marks);
        CHECK((again.statistics.empty() || again.statistics == plan.statistics));
        const auto proof = purge(held.folder, again);
        REQUIRE(proof);
        CHECK(proof->marks == plan.marks.size());
        CHECK(proof->traces.size() == 1);
        CHECK(read_file(held.folder.path / "statistics.json") == plan.statistics);
    }
}

TEST_CASE("the marks stay, for the owner only, until a search found nothing and missed nothing", "[purge][PRV-7]") {
    const HeldSeminar held;
    const auto marks = held.plan().marks;
    const auto file = held.folder.path / "purge-unfinished.txt";
    const bool is_unreadable = GENERATE(false, true);
    write_file(held.folder.path / "letter", is_unreadable ? "BZh91AY" : "Bo Ensam");
    const auto first = purge(held.folder, held.plan());
    REQUIRE((first && first->traces.size() == 1));
    CHECK(first->traces[0].problem.empty() != is_unreadable);
    CHECK(std::filesystem::status(file).permissions() ==
          (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
    const auto again = held.plan();
    CHECK(again.marks == marks);
    CHECK(again.files == std::vector{file});
    std::filesystem::remove(held.folder.path / "letter");
    const auto second = purge(held.folder, again);
    REQUIRE((second && second->traces.empty()));
    CHECK(second->marks == marks.size());
    CHECK_FALSE(std::filesystem::exists(file));
}

TEST_CASE("the journal, backups, moved damaged files and their temporaries are deleted", "[purge][PRV-7]") {
    const HeldSeminar held;
    const std::vector<std::string> names{"journal.jsonl",      "damaged-2027-05-20-entre.db",
                                         "live-sessions.json", "live-sessions.json.aB3x",
                                         "entre.log.1",        "attendance-2027.csv.x1"};
    for (const auto& name : names) write_file(held.folder.path / name, "Åsa Öström1");
    for (const auto* name : {"backups", "imports", "demo-camera"}) {
        std::filesystem::create_directory(held.folder.path / name);
        write_file(held.folder.path / name / "a file", "Åsa Öström1");
    }
    const auto proof = purge(held.folder, held.plan());
    REQUIRE(proof);
    CHECK(proof->traces.empty());
    for (const auto& name : names) CHECK_FALSE(std::filesystem::exists(held.folder.path / name));
    CHECK_FALSE(std::filesystem::exists(held.folder.path / "backups"));
}

TEST_CASE("the keys of a shared seminar are deleted, so that nobody can open what the engine still has", "[purge][share]") {
    const HeldSeminar held;
    std::filesystem::create_directory(held.folder.path / "share");
    for (const auto* name : {"share.key", "share.crt", "share.admin", "share.key.aB3xYz", "share/logins.json"})
        write_file(held.folder.path / name, "secret");
    CHECK(purge(held.folder, held.plan()).value().traces.empty());
    for (const auto* name : {"share.key", "share.crt", "share.admin", "share.key.aB3xYz"})
        CHECK_FALSE(std::filesystem::exists(held.folder.path / name));
    CHECK(std::filesystem::exists(held.folder.path / "share/logins.json"));  // for kiosks that have not heard of the purge
}

TEST_CASE("what an interrupted write of names left behind is deleted", "[purge][PRV-7]") {
    const HeldSeminar held;
    const std::vector<std::string> left{"purge-unfinished.txt.Ab3dE6", "registrations.csv.x1Y2z3", "statistics.json.000aaZ"};
    for (const auto& name : left) write_file(held.folder.path / name, "Åsa Öström0\n");
    write_file(held.folder.path / "notes.abcdef", "nobody's name\n");
    const auto proof = purge(held.folder, held.plan());
    REQUIRE(proof);
    CHECK(proof->traces.empty());
    for (const auto& name : left) CHECK_FALSE(std::filesystem::exists(held.folder.path / name));
    CHECK(std::filesystem::exists(held.folder.path / "notes.abcdef"));
}

TEST_CASE("tickets that were saved in the folder, and a list that was just being taken, are deleted", "[purge][PRV-7]") {
    const HeldSeminar held;
    for (const auto* name : {"Biljetter.pdf", "Biljetter för utskick.csv", "Tickets.pdf", "Tickets for mail merge.csv",
                             "Biljetter för utskick.csv.a1B2c3"})
        write_file(held.folder.path / name, "Åsa Öström0\n");
    std::filesystem::create_directory(held.folder.path / "incoming");
    write_file(held.folder.path / "incoming" / "list.csv", "Åsa Öström0\n");
    write_file(held.folder.path / "Biljetter till tåget.pdf", "nobody's name\n");
    const auto proof = purge(held.folder, held.plan());
    REQUIRE(proof);
    CHECK(proof->traces.empty());
    CHECK_FALSE(std::filesystem::exists(held.folder.path / "Biljetter.pdf"));
    CHECK_FALSE(std::filesystem::exists(held.folder.path / "incoming"));
    CHECK(std::filesystem::exists(held.folder.path / "Biljetter till tåget.pdf"));
}

TEST_CASE("nothing is planned or deleted while another process reads in the folder, which is named", "[purge][PRV-7]") {
    const HeldSeminar held;
    const auto plan = held.plan();
    {
        const OtherProcess reader([&] {
            static const auto database = Database::open(held.folder, Access::read, "entre serve");
            return database.has_value();
        });
        const auto refused = plan_purge(held.folder, held.seminar);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == ErrorCode::database_in_use);
        CHECK(contains(refused.error().detail, reader.name()));
        const auto not_purged = purge(held.folder, plan);
        REQUIRE_FALSE(not_purged);
        CHECK(contains(not_purged.error().detail, reader.name()));
        CHECK(std::filesystem::exists(held.folder.path / "registrations.csv"));
        CHECK_FALSE(std::filesystem::exists(held.folder.path / "statistics.json"));
    }
}

TEST_CASE("nothing is deleted when the statistics cannot be written", "[purge][file_unwritable]") {
    const HeldSeminar held;
    std::filesystem::create_directories(held.folder.path / "statistics.json/in the way");
    const auto plan = held.plan();
    const auto refused = purge(held.folder, plan);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::file_unwritable);
    CHECK(contains(refused.error().detail, "nothing was deleted"));
    for (const auto& file : plan.files) CHECK(std::filesystem::exists(file));
}

TEST_CASE("a name in its exported spelling is searched for even when it was corrected at the door", "[purge][PRV-7]") {
    const HeldSeminar held;
    std::filesystem::remove(held.folder.path / "registrations.csv");
    const auto plan = held.plan();
    write_file(held.folder.path / "letter.txt", "Åsa Öström0");
    const auto proof = purge(held.folder, plan);
    REQUIRE(proof);
    CHECK(proof->traces.size() == 1);
}

TEST_CASE("a name that only the export has is searched for", "[purge][PRV-7]") {
    const HeldSeminar held;
    write_file(held.folder.path / "registrations.csv",
               read_file(held.folder.path / "registrations.csv") + "Senkommen;Person;Brå;Polis;planted-code-y\n");
    const auto plan = held.plan();
    write_file(held.folder.path / "letter.txt", "Senkommen Person");
    const auto proof = purge(held.folder, plan);
    REQUIRE((proof && proof->traces.size() == 1));
}

TEST_CASE("an export that cannot be read leaves the purge unproven", "[purge][PRV-7]") {
    const HeldSeminar held;
    write_file(held.folder.path / "registrations.csv", "PK\x03\x04 no workbook");
    const auto proof = purge(held.folder, held.plan());
    REQUIRE(proof);
    REQUIRE(proof->traces.size() == 1);
    CHECK(proof->traces[0].file.filename() == "registrations.csv");
    CHECK_FALSE(proof->traces[0].problem.empty());
}

TEST_CASE("a group of five stands in the statistics by its name, and one of four among the others", "[purge][PRV-7]") {
    HeldSeminar held;
    std::string list = "Förnamn;Efternamn;Organisation;Sektor;Biljettkod\n";
    for (int i = 0; i < 9; ++i) list += fmt::format("Ny;Person{0};Brå;{1};new-code-{0}\n", i, i < 5 ? "Fem" : "Fyra");
    std::filesystem::remove(held.folder.database());
    std::filesystem::remove(held.folder.journal());
    write_file(held.folder.path / "registrations.csv", list);
    {
        auto database = Database::open(held.folder, Access::write, "test");
        REQUIRE(database);
        const auto import = plan_import(&*database, held.seminar, held.folder.path / "registrations.csv", morning());
        REQUIRE((import && apply_import(*database, *import, morning())));
    }
    const auto sectors = nlohmann::json::parse(held.plan().statistics)["sectors"];
    REQUIRE(sectors.size() == 2);
    CHECK(sectors[0] == nlohmann::json{{"sector", "Fem"}, {"expected", 5}, {"came", 0}});
    CHECK(sectors[1] == nlohmann::json{{"sector", "others"}, {"expected", 4}, {"came", 0}});
}

TEST_CASE("a folder that cannot be listed is an error, not an empty plan", "[purge][PRV-7]") {
    const ScratchFolder scratch;
    const auto planned = plan_purge({scratch / "nowhere"}, small_seminar());
    REQUIRE_FALSE(planned);
    CHECK(planned.error().code == ErrorCode::file_unreadable);
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

TEST_CASE("badges and exports outside the seminar's folder are told, and not deleted", "[purge][PRV-7]") {
    HeldSeminar held;
    const ScratchFolder elsewhere;
    write_file(elsewhere / "list.csv", read_file(held.folder.path / "registrations.csv"));
    held.seminar.printers[0].queue = "folder:" + elsewhere.path().string();
    held.seminar.registrations.files.push_back((elsewhere / "list.csv").string());
    const auto plan = held.plan();
    CHECK(plan.outside == std::vector{elsewhere / "list.csv", elsewhere.path()});
    REQUIRE(purge(held.folder, plan));
    CHECK(std::filesystem::exists(elsewhere / "list.csv"));
    CHECK(HeldSeminar().plan().outside.empty());
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
    write_file(purged / "purge-unfinished.txt", "");
    CHECK(purge_reminder({purged.path()}, seminar, due));
}

TEST_CASE("kiosks that have not purged yet are named in the statistics until they have", "[purge]") {
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    CHECK(note_unpurged_kiosks(folder, {"Kiosk 2"}));
    CHECK_FALSE(std::filesystem::exists(scratch / "statistics.json"));
    write_file(scratch / "statistics.json", R"({"came":4})");
    REQUIRE(note_unpurged_kiosks(folder, {"Kiosk 2", "Norra"}));
    const auto statistics = nlohmann::json::parse(read_file(scratch / "statistics.json"));
    CHECK(statistics["came"] == 4);
    CHECK(statistics["kiosks_not_purged"] == std::vector<std::string>{"Kiosk 2", "Norra"});
    REQUIRE(note_unpurged_kiosks(folder, {}));
    CHECK_FALSE(nlohmann::json::parse(read_file(scratch / "statistics.json")).contains("kiosks_not_purged"));
}
