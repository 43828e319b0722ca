// Lists that come on a stick, and attendance that goes onto one.
#include "tests/kiosk/services/import_watcher_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("a newer list on a stick is offered by itself, and taken although the stick is pulled out", "[import_watcher][stick]") {
    FolderFixture fixture;
    fixture.open();
    REQUIRE(fixture.comes([&] { return fixture.has_stick == false; }));
    fixture.plug_in("Anmälda (1–7).csv", FolderFixture::text_of(one_more));
    REQUIRE(fixture.comes([&] { return fixture.review != nullptr; }));
    CHECK(fixture.has_stick == true);
    CHECK(fixture.review->file == "Anmälda (1–7).csv");
    CHECK(fixture.review->on_stick_ms > 0);
    CHECK(fixture.review->added == 1);
    CHECK(fixture.review->unchanged == 6);
    CHECK(read_file(fixture.scratch / "registrations.csv") != FolderFixture::text_of(one_more));  // nobody has said yes
    fixture.pull_out();
    REQUIRE(fixture.comes([&] { return fixture.has_stick == false; }));
    CHECK(fixture.request(ListsRequestKind::take) == ListsNote::applied);
    CHECK(fixture.people() == "7");
    CHECK(read_file(fixture.scratch / "registrations.csv") == FolderFixture::text_of(one_more));
    REQUIRE(fixture.comes([&] { return fixture.review == nullptr; }));
    // Plugged in once more it is nothing new.
    fixture.plug_in("Anmälda (1–7).csv", FolderFixture::text_of(one_more), 2h);
    REQUIRE(fixture.comes([&] { return fixture.has_stick == true; }));
    CHECK(fixture.request(ListsRequestKind::look) == ListsNote::nothing_new);
}

TEST_CASE("a list on a stick that is declined stays away, and the folder as it was", "[import_watcher][stick]") {
    FolderFixture fixture;
    const auto before = read_file(fixture.scratch / "registrations.csv");
    fixture.open();
    fixture.plug_in("ny.csv", FolderFixture::text_of(one_more));
    REQUIRE(fixture.comes([&] { return fixture.review != nullptr; }));
    CHECK(fixture.request(ListsRequestKind::leave) == ListsNote::declined);
    CHECK(fixture.review == nullptr);
    fixture.pull_out();
    REQUIRE(fixture.comes([&] { return fixture.has_stick == false; }));
    fixture.plug_in("ny.csv", FolderFixture::text_of(one_more));
    REQUIRE(fixture.comes([&] { return fixture.has_stick == true; }));
    CHECK(fixture.request(ListsRequestKind::save) == ListsNote::saved);  // by then it was looked at
    CHECK(fixture.review == nullptr);
    CHECK(read_file(fixture.scratch / "registrations.csv") == before);
    CHECK(fixture.people() == "6");
}

TEST_CASE("what is older, of another seminar, or no list is not offered from a stick", "[import_watcher][stick][bad_input]") {
    FolderFixture fixture;
    fixture.open();
    const auto others = FolderFixture::text_of("Kim;Al;;;x1\nLo;Berg;;;x2\nMy;Dal;;;x3\n");
    const auto is_offered = [&](const std::string& text, std::chrono::hours later) {
        fixture.plug_in("fil.csv", text, later);
        REQUIRE(fixture.comes([&] { return fixture.has_stick == true; }));
        REQUIRE(fixture.request(ListsRequestKind::save) == ListsNote::saved);
        const bool is_offered_now = fixture.review != nullptr;
        fixture.pull_out();
        REQUIRE(fixture.comes([&] { return fixture.has_stick == false; }));
        return is_offered_now;
    };
    CHECK_FALSE(is_offered(FolderFixture::text_of(one_more), -1h));
    CHECK_FALSE(is_offered(others, 1h));
    CHECK_FALSE(is_offered("", 1h));
    CHECK_FALSE(is_offered(std::string(3000, '\0'), 1h));
    CHECK_FALSE(is_offered(read_file(fixture.scratch / "registrations.csv"), 1h));
    CHECK(is_offered(FolderFixture::text_of(one_more), 1h));
}

TEST_CASE("a question about a list on a stick is answered, and the list is still that of the stick", "[import_watcher][stick]") {
    FolderFixture fixture;
    write_file(fixture.folder.settings(),
               "[seminar]\nname = \"Tillsammans\"\nstarts = 2027-05-20T09:00:00+02:00\nends = 2027-05-20T12:30:00+02:00\n"
               "[venue]\nname = \"Missionskyrkan\"\n");
    fixture.open();
    fixture.plug_in("ny.csv",
                    "Förnamn;Efternamn;Organisation;E-post;Biljettkod;Status\nÅsa;Öström;Linköpings kommun;;k1;Anmäld\n"
                    "Bo;Ek;Polisen;;k2;Anmäld\nCia;Al;;;k3;Anmäld\nDag;Ny;;;k4;Anmäld\nEva;Sten;;;k5;Anmäld\n"
                    "Fia;Gran;;;k6;Hmm\n");
    REQUIRE(fixture.comes([&] { return fixture.review != nullptr && !fixture.review->questions.empty(); }));
    CHECK(fixture.request(ListsRequestKind::take) == ListsNote::failed);
    const auto& answers = fixture.review->questions.front().answers;
    const auto withdrawn = std::find(answers.begin(), answers.end(), "withdrawn");
    REQUIRE(withdrawn != answers.end());
    CHECK(fixture.request(ListsRequestKind::answer, static_cast<std::size_t>(withdrawn - answers.begin())) == ListsNote::none);
    REQUIRE(fixture.review != nullptr);
    CHECK(fixture.review->file == "ny.csv");
    CHECK(fixture.review->questions.empty());
    CHECK(fixture.request(ListsRequestKind::take) == ListsNote::applied);
    CHECK(fixture.people() == "5");
}

TEST_CASE("the attendance list is saved on a stick, or why not is said", "[import_watcher][stick]") {
    FolderFixture fixture;
    fixture.open(false);
    CHECK(fixture.request(ListsRequestKind::save_on_stick) == ListsNote::stick_gone);
    fixture.plug_in("annat.txt", "x");
    CHECK(fixture.request(ListsRequestKind::save_on_stick) == ListsNote::stick_saved);
    const auto saved = read_file(fixture.sticks / "KINGSTON" / fixture.answer->file);
    CHECK(saved.find("Öström") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(fixture.scratch.path() / fixture.answer->file));
}
