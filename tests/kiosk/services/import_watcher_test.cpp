#include "kiosk/services/import_watcher.hpp"

#include "tests/kiosk/services/import_watcher_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("a new export waits for a yes and is then applied", "[import_watcher]") {
    FolderFixture fixture;
    fixture.open();
    CHECK(fixture.request(ListsRequestKind::look) == ListsNote::nothing_new);
    CHECK(fixture.reviews == 0);
    fixture.list(one_more);
    REQUIRE(fixture.comes([&] { return fixture.review != nullptr; }));
    CHECK(fixture.review->added == 1);
    REQUIRE(fixture.review->lines.size() == 1);
    CHECK(fixture.review->lines[0].name == "Gun Berg");
    CHECK(fixture.people() == "6");
    CHECK(fixture.request(ListsRequestKind::take) == ListsNote::applied);
    CHECK(fixture.people() == "7");
    CHECK(fixture.review == nullptr);
    CHECK(fixture.request(ListsRequestKind::take) == ListsNote::failed);
}

TEST_CASE("an export that arrived before the start waits for a yes too", "[import_watcher]") {
    FolderFixture fixture;
    fixture.list(one_more);
    fixture.open();
    CHECK(fixture.comes([&] { return fixture.review != nullptr && fixture.review->added == 1; }));
}

TEST_CASE("a rejected export is not offered again until staff look for it", "[import_watcher]") {
    FolderFixture fixture;
    fixture.list(one_more);
    fixture.open();
    REQUIRE(fixture.comes([&] { return fixture.review != nullptr; }));
    CHECK(fixture.request(ListsRequestKind::leave) == ListsNote::declined);
    CHECK(fixture.review == nullptr);
    CHECK(fixture.people() == "6");
    CHECK(fixture.request(ListsRequestKind::look) == ListsNote::none);
    CHECK(fixture.review != nullptr);
}

TEST_CASE("in automatic mode, only a file that would withdraw many people needs a yes", "[import_watcher]") {
    FolderFixture fixture;
    fixture.seminar.registrations.sync = SyncMode::automatic;
    fixture.list(one_more);
    fixture.open();
    REQUIRE(fixture.request(ListsRequestKind::look) == ListsNote::nothing_new);
    CHECK(fixture.people() == "7");
    fixture.list("Åsa;Öström;Linköpings kommun;;k1\n");
    REQUIRE(fixture.comes([&] { return fixture.review != nullptr; }));
    CHECK(fixture.review->is_suspicious);
    CHECK(fixture.review->withdrawn == 6);
    CHECK(fixture.people() == "7");
    CHECK(fixture.request(ListsRequestKind::take) == ListsNote::applied);
    CHECK(fixture.people() == "1");
}

TEST_CASE("a person whom one of two lists no longer has stays registered because of the other", "[import_watcher]") {
    FolderFixture fixture;
    fixture.seminar.registrations.sync = SyncMode::automatic;
    fixture.seminar.registrations.files = {"registrations.csv", "guests.csv"};
    write_file(fixture.scratch / "guests.csv", "Förnamn;Efternamn;E-post\nHans;Lund;hans@example.org\n");
    fixture.list(std::string(one_more) + "Hans;Lund;MSB;hans@example.org;\n");
    fixture.open();
    REQUIRE(fixture.request(ListsRequestKind::look) == ListsNote::nothing_new);
    const std::string hans = "SELECT status FROM registrations WHERE email_hash <> ''";
    REQUIRE(asked(fixture.database, hans) == "registered");
    fixture.list(one_more);
    // Each answer comes after everything that was asked for before it.
    fixture.request(ListsRequestKind::look);
    fixture.request(ListsRequestKind::look);
    CHECK(asked(fixture.database, hans) == "registered");
    CHECK(asked(fixture.database, "SELECT count(*) FROM imports WHERE withdrawn = 1") == "1");
}

TEST_CASE("a truncated, unknown or missing list leaves the roster unchanged, and the problem is reported", "[import_watcher]") {
    FolderFixture fixture;
    fixture.open();
    write_file(fixture.scratch / "registrations.csv", "Förnamn;Efternamn;Organisation;E-post;Biljettkod\n\"Åsa;Öström");
    REQUIRE(fixture.comes([&] { return fixture.review != nullptr && !fixture.review->problem.empty(); }));
    CHECK(contains(fixture.review->problem.english(), "registrations.csv"));
    CHECK(fixture.request(ListsRequestKind::take) == ListsNote::failed);
    std::filesystem::remove(fixture.scratch / "registrations.csv");
    write_file(fixture.scratch / "registrations.csv", "Artikel;Pris\nStol;100\n");
    REQUIRE(fixture.comes([&] { return fixture.review != nullptr && contains(fixture.review->problem.english(), "Artikel"); }));
    CHECK(fixture.people() == "6");
    fixture.list(one_more);
    CHECK(fixture.comes([&] { return fixture.review != nullptr && fixture.review->problem.empty(); }));
}

TEST_CASE("an accepted plan is applied although a walk-in came between, and a different plan is shown again",
          "[import_watcher]") {
    FolderFixture fixture;
    fixture.list(one_more);
    fixture.open();
    REQUIRE(fixture.comes([&] { return fixture.review != nullptr; }));
    SECTION("the file makes the same changes as before") {
        fixture.before_applying = [&] {
            REQUIRE(StaffDesk(fixture.database, fixture.seminar).act(WalkIn{"Nils", "Ny", "", ""}, morning()));
        };
        CHECK(fixture.request(ListsRequestKind::take) == ListsNote::applied);
        CHECK(asked(fixture.database, "SELECT count(*) FROM registrations") == "8");
    }
    SECTION("the file was replaced and makes other changes now") {
        fixture.before_applying = [&] {
            REQUIRE(StaffDesk(fixture.database, fixture.seminar).act(WalkIn{"Nils", "Ny", "", ""}, morning()));
            fixture.list(std::string(one_more) + "Hans;Holm;;;k8\n");
        };
        CHECK(fixture.request(ListsRequestKind::take) == ListsNote::stale);
        CHECK(asked(fixture.database, "SELECT count(*) FROM registrations") == "7");
        CHECK(fixture.comes([&] { return fixture.review != nullptr && fixture.review->added == 2; }));
        CHECK(fixture.request(ListsRequestKind::take) == ListsNote::applied);
    }
}

TEST_CASE("in automatic mode, an export is planned again three times if the roster keeps changing, then staff decide",
          "[import_watcher]") {
    FolderFixture fixture;
    fixture.seminar.registrations.sync = SyncMode::automatic;
    int attempts = 0;
    const std::function<void()> add_walk_in = [&] {
        ++attempts;
        const std::string family(static_cast<std::size_t>(attempts), 'o');
        static_cast<void>(StaffDesk(fixture.database, fixture.seminar).act(WalkIn{"Nils", family, "", ""}, morning()));
        fixture.before_applying = add_walk_in;
    };
    fixture.before_applying = add_walk_in;
    fixture.list(one_more);
    fixture.open();
    REQUIRE(fixture.comes([&] { return fixture.review != nullptr; }));
    CHECK(attempts == 4);
    CHECK(fixture.review->added == 1);
    CHECK(fixture.people() == "10");  // six of the first list and four walk-ins
}

TEST_CASE("while another process writes, the import watcher reviews and saves lists, but applies nothing", "[import_watcher]") {
    FolderFixture fixture;
    fixture.list(one_more);
    fixture.open(false);
    REQUIRE(fixture.comes([&] { return fixture.review != nullptr; }));
    CHECK(fixture.request(ListsRequestKind::take) == ListsNote::failed);
    CHECK(fixture.people() == "6");
    CHECK(fixture.request(ListsRequestKind::save) == ListsNote::saved);
}

TEST_CASE("the attendance list is saved to a file named by the minute, or the failure is reported", "[import_watcher]") {
    FolderFixture fixture;
    fixture.seminar.registrations.sync = SyncMode::off;
    fixture.open();
    const auto bo = asked(fixture.database, "SELECT id FROM registrations WHERE given = 'Bo'");
    REQUIRE(CheckInDesk(fixture.database, fixture.seminar).check_in({.person = {bo}, .given = {}, .family = {}}, morning()));
    CHECK(fixture.request(ListsRequestKind::save) == ListsNote::saved);
    CHECK(fixture.answer->file.starts_with("attendance-"));
    const auto text = read_file(fixture.scratch / fixture.answer->file);
    CHECK(text.find("Bo Ek") < text.find("Åsa Öström"));
    CHECK(contains(text, "08:41"));
    // Folders with the names of the next minutes' files, so that none can be written.
    const auto stamp = [&](int minutes) {
        return "attendance-" + file_stamp({utc_now() + std::chrono::minutes{minutes}, fixture.seminar.starts.offset}) + ".csv";
    };
    std::filesystem::remove(fixture.scratch / fixture.answer->file);
    for (int i = 0; i < 3; ++i) std::filesystem::create_directories(fixture.scratch / stamp(i) / "inside");
    CHECK(fixture.request(ListsRequestKind::save) == ListsNote::failed);
}

TEST_CASE("a file that staff rejected is not offered again when it is written again unchanged", "[import_watcher]") {
    FolderFixture fixture;
    fixture.seminar.registrations.files = {"registrations.csv", "second.csv"};
    fixture.list(one_more);
    fixture.open();
    REQUIRE(fixture.comes([&] { return fixture.review != nullptr; }));
    CHECK(fixture.request(ListsRequestKind::leave) == ListsNote::declined);
    fixture.list(one_more);
    // Considered after the first one.
    write_file(fixture.scratch / "second.csv", "Förnamn;Efternamn;Organisation;E-post;Biljettkod\nIda;Ö;;;k9\n");
    REQUIRE(fixture.comes([&] { return fixture.review != nullptr; }));
    CHECK(fixture.review->file == "second.csv");
}

TEST_CASE("a file that came while the database could not be opened is compared once it can be", "[import_watcher]") {
    FolderFixture fixture;
    fixture.list(one_more);
    const auto away = fixture.scratch / "away";
    std::filesystem::rename(fixture.folder.database(), away);
    fixture.open();
    static_cast<void>(fixture.request(ListsRequestKind::look));
    CHECK(fixture.review == nullptr);
    std::filesystem::rename(away, fixture.folder.database());
    CHECK(fixture.comes([&] { return fixture.review != nullptr && fixture.review->added == 1; }));
}

TEST_CASE("after the database could not be read, the import watcher opens it anew", "[import_watcher]") {
    FolderFixture fixture;
    fixture.open();
    CHECK(fixture.request(ListsRequestKind::look) == ListsNote::nothing_new);  // its connection is open now
    REQUIRE(fixture.database.transaction([&]() -> Result<void> {
        Roster(fixture.database).count_up();  // so that no connection reads pages that it has kept
        return {};
    }));
    REQUIRE(asked(fixture.database, "PRAGMA wal_checkpoint(TRUNCATE)") == "0");
    const auto whole = fixture.scratch / "whole";
    std::filesystem::copy_file(fixture.folder.database(), whole);
    const std::string damage(std::filesystem::file_size(whole), 'x');
    std::fstream(fixture.folder.database(), std::ios::in | std::ios::out | std::ios::binary) << damage;
    fixture.list(one_more);
    static_cast<void>(fixture.request(ListsRequestKind::look));
    CHECK(fixture.review == nullptr);
    std::filesystem::rename(whole, fixture.folder.database());
    CHECK(fixture.comes([&] { return fixture.review != nullptr && fixture.review->added == 1; }));
}

TEST_CASE("an applied export with row issues leaves a report", "[import_watcher]") {
    FolderFixture fixture;
    fixture.list(std::string(one_more) + "Hans;Holm;;;k7\n");
    fixture.open();
    REQUIRE(fixture.comes([&] { return fixture.review != nullptr; }));
    CHECK_FALSE(std::filesystem::exists(fixture.folder.imports()));
    CHECK(fixture.request(ListsRequestKind::take) == ListsNote::applied);
    REQUIRE(std::filesystem::exists(fixture.folder.imports()));
    const auto report = std::filesystem::directory_iterator(fixture.folder.imports())->path();
    CHECK(contains(read_file(report), "code_shared"));
}

TEST_CASE("a list with a question waits for an answer and is not asked about again", "[import_watcher][questions]") {
    FolderFixture fixture;
    fixture.seminar.registrations.sync = SyncMode::automatic;
    write_file(fixture.folder.settings(),
               "[seminar]\nname = \"Tillsammans\"\nstarts = 2027-05-20T09:00:00+02:00\nends = 2027-05-20T12:30:00+02:00\n"
               "[venue]\nname = \"Missionskyrkan\"\n[[printer]]\nname = \"Höger\"\nqueue = \"auto\"\n");
    write_file(fixture.scratch / "registrations.csv",
               "Förnamn;Efternamn;Biljettkod;Läge nu\nÅsa;Öström;k1;Bekräftad\nBo;Ek;k2;Avbokad\n");
    fixture.open();
    REQUIRE(fixture.comes([&] { return fixture.review != nullptr; }));
    REQUIRE(fixture.review->questions.size() == 1);
    CHECK(fixture.request(ListsRequestKind::take) == ListsNote::failed);
    CHECK(fixture.request(ListsRequestKind::answer, 17) == ListsNote::failed);
    CHECK(fixture.request(ListsRequestKind::answer, 0) == ListsNote::none);
    REQUIRE(fixture.comes([&] { return fixture.review != nullptr && fixture.review->questions.empty(); }));
    CHECK(contains(read_file(fixture.folder.settings()), "\"Läge nu\" = \"status\""));
    CHECK(fixture.request(ListsRequestKind::take) == ListsNote::applied);
}
