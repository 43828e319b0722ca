// Badges and tickets from the command line: rendered, printed and checked by the built program.
#include "tests/kiosk/commands/seat.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("badges are rendered to files", "[commands][badge]") {
    const Seat seat;
    seat.furnish();
    REQUIRE(seat.run({"import", seat.seminar}).status == 0);
    const auto pdf = (seat.scratch / "one.pdf").string(), png = (seat.scratch / "one.png").string(),
               all = (seat.scratch / "all").string();
    CHECK(seat.run({"badge", seat.seminar, "--code", "KOD-1", "--out", pdf}).status == 0);
    CHECK(read_file(pdf).starts_with("%PDF"));
    CHECK(seat.run({"badge", seat.seminar, "--code", "KOD-1", "--out", png}).status == 0);
    CHECK(read_file(png).starts_with("\x89PNG"));
    CHECK(seat.run({"badge", seat.seminar, "--all", "--out", all}).status == 0);
    CHECK(std::distance(std::filesystem::directory_iterator(all), {}) == 2);
    CHECK(seat.run({"badge", seat.seminar, "--code", "KOD-9", "--out", pdf}).status == 2);
    CHECK(seat.run({"badge", seat.seminar}).status == 2);
    for (const auto& both :
         std::vector<std::vector<std::string>>{{"--all", "--check"}, {"--code", "KOD-1", "--all"}, {"--sheet", "A4"}}) {
        std::vector<std::string> words{"badge", seat.seminar};
        words.insert(words.end(), both.begin(), both.end());
        CHECK(seat.run(words).status == 2);
    }
}

TEST_CASE("everybody's badges are one document, on sheets, complete or not written", "[commands][badge][before]") {
    const Seat seat;
    seat.furnish();
    REQUIRE(seat.run({"import", seat.seminar}).status == 0);
    const auto pdf = seat.scratch / "all.pdf";
    const auto done = seat.run({"badge", seat.seminar, "--all", "--sheet", "A4", "--grid", "2x4", "--out", pdf.string()});
    CHECK(done.status == 0);
    CHECK(contains(done.out, "Badges in "));
    CHECK(read_file(pdf).starts_with("%PDF"));
    CHECK_FALSE(std::filesystem::exists(pdf.string() + ".new"));
    const auto refused = seat.run({"badge", seat.seminar, "--all", "--grid", "5x5", "--out", pdf.string()});
    CHECK(refused.status == 2);
    CHECK(contains(refused.err, "2x4 would"));
    const auto folder = seat.run({"badge", seat.seminar, "--all", "--sheet", "A4", "--out", (seat.scratch / "all").string()});
    CHECK(contains(folder.err, "end in .pdf"));
    const auto nowhere = seat.run({"badge", seat.seminar, "--all", "--out", "/proc/no/all.pdf"});
    CHECK(nowhere.status == 1);
    CHECK(contains(nowhere.err, "/proc/no/all.pdf"));
}

TEST_CASE("pre-printed badges are printed once, also when the command is repeated", "[commands][badge][before][PRN-2]") {
    const Seat seat;
    seat.furnish();
    REQUIRE(seat.run({"import", seat.seminar}).status == 0);
    const auto papers = [&] {
        const auto folder = seat.scratch / "seminar/badges";
        return std::filesystem::exists(folder) ? std::distance(std::filesystem::directory_iterator(folder), {}) : 0;
    };
    CHECK(contains(seat.run({"badge", seat.seminar, "--all"}).out, "Badges printed: 2."));
    CHECK(papers() == 2);
    const auto again = seat.run({"badge", seat.seminar, "--all"});
    CHECK(contains(again.out, "2 of 2 people have their badge already"));
    CHECK(contains(again.out, "Badges printed: 0."));
    CHECK(papers() == 2);

    SECTION("only a person whose name was corrected gets a new badge") {
        std::string list = read_file(seat.scratch / "seminar/registrations.csv");
        list.replace(list.find("Bo;Ek"), 5, "Bo;Eek");
        write_file(seat.scratch / "seminar/registrations.csv", list);
        REQUIRE(seat.run({"import", seat.seminar}).status == 0);
        CHECK(contains(seat.run({"badge", seat.seminar, "--all"}).out, "Badges printed: 1."));
        CHECK(papers() == 3);
    }
    SECTION("--again prints all of them again") {
        CHECK(contains(seat.run({"badge", seat.seminar, "--all", "--again", "--sheet", "A4"}).out, "Badges printed: 2."));
        CHECK(papers() == 3);
    }
    SECTION("the user decides about a sheet in doubt") {
        {
            auto database = Database::open(SeminarFolder{seat.scratch / "seminar"}, Access::write, "test");
            REQUIRE(database);
            REQUIRE(database->guard([&]() -> Result<void> {
                database
                    ->statement(
                        "UPDATE preprinted_sheets SET state = 'in_doubt' WHERE id = (SELECT min(id) FROM preprinted_sheets)")
                    .run();
                return {};
            }));
        }
        const auto asked = seat.run({"badge", seat.seminar, "--all"});
        CHECK(asked.status == 1);
        CHECK(contains(asked.err, "did the badge of Bo Ek come out?"));
        CHECK(papers() == 2);
        SECTION("it came out") {
            CHECK(contains(seat.run({"badge", seat.seminar, "--all", "--came-out", "yes"}).out, "Badges printed: 0."));
            CHECK(papers() == 2);
        }
        SECTION("it did not come out") {
            CHECK(contains(seat.run({"badge", seat.seminar, "--all", "--came-out", "no"}).out, "Badges printed: 1."));
            CHECK(papers() == 3);
        }
    }
}

TEST_CASE("a template is checked with every name and previewed", "[commands][badge][check]") {
    const Seat seat;
    seat.furnish();
    write_file(seat.scratch / "seminar/registrations.csv",
               "Förnamn;Efternamn;Organisation;E-post;Biljettkod\nÅsa;Öström;Linköpings kommun;;KOD-1\n"
               "Wilhelmina Charlotta Fredrika;Silfverstolpe-Adlercreutz von Rosenstierna;Polisen;;KOD-2\n");
    REQUIRE(seat.run({"import", seat.seminar}).status == 0);
    const auto well = seat.run({"badge", seat.seminar, "--check"});
    CHECK(well.status == 0);
    CHECK(contains(well.out, "Wilhelmina Charlotta Fredrika Silfverstolpe"));
    CHECK(contains(well.out, "Every name fits"));
    CHECK_FALSE(contains(well.out, "Åsa"));

    write_file(seat.scratch / "seminar/registrations.csv",
               "Förnamn;Efternamn;Organisation;E-post;Biljettkod\nÅsa;Öström\U0001e4d0;Polisen;;KOD-1\nBo;Ek;Polisen;;KOD-2\n");
    REQUIRE(seat.run({"import", seat.seminar}).status == 0);
    const auto blank = seat.run({"badge", seat.seminar, "--check"});
    CHECK(blank.status == 1);
    CHECK(contains(blank.out, "With letters that no installed font has: 1"));

    const auto png = seat.scratch / "look.png";
    CHECK(seat.run({"badge", seat.seminar, "--preview", png.string()}).status == 0);
    CHECK(read_file(png).starts_with("\x89PNG"));
    write_file(
        seat.scratch / "mine.svg",
        "<svg xmlns='http://www.w3.org/2000/svg' width='50mm' height='30mm'>\n<rect id='namn' width='9' height='9'/></svg>");
    const auto wrong =
        seat.run({"badge", seat.seminar, "--preview", png.string(), "--template", (seat.scratch / "mine.svg").string()});
    CHECK(wrong.status == 1);
    CHECK(contains(wrong.err, "mine.svg:"));
    CHECK(contains(wrong.err, "`name`"));
}

TEST_CASE("people without codes get tickets, to print and to mail", "[commands][tickets]") {
    const Seat seat;
    seat.furnish();
    write_file(seat.scratch / "seminar/registrations.csv",
               "Namn;Organisation;E-post\nÅsa Öström;Kommunen;asa@example.org\nBo Ek;Polisen;bo@example.org\n");
    const auto import = seat.run({"import", seat.seminar});
    REQUIRE(import.status == 0);
    CHECK(contains(import.out, "--tickets"));
    const auto csv = (seat.scratch / "brev.csv").string(), pdf = (seat.scratch / "brev.pdf").string();
    REQUIRE(seat.run({"badge", seat.seminar, "--tickets", csv}).status == 0);
    const auto letters = read_file(csv);
    CHECK(contains(letters, "asa@example.org"));
    const auto made = seat.run({"badge", seat.seminar, "--tickets", pdf});
    INFO(made.err);
    REQUIRE(made.status == 0);
    CHECK(contains(made.out, ": 2."));
    CHECK(read_file(pdf).starts_with("%PDF"));
    // The code in the letter is accepted.
    const auto at = letters.find("Åsa;Öström;;;");
    REQUIRE(at != std::string::npos);
    const auto code = letters.substr(at + std::string("Åsa;Öström;;;").size(), 26);
    CHECK(contains(seat.run({"check-in", seat.seminar, code}).out, "Åsa Öström"));
    CHECK(seat.run({"badge", seat.seminar, "--tickets", (seat.scratch / "brev.txt").string()}).status == 2);
}

TEST_CASE("people with a ticket from their system get none, unless everybody is to get one", "[commands][tickets]") {
    const Seat seat;
    seat.furnish();
    REQUIRE(seat.run({"import", seat.seminar}).status == 0);
    const auto pdf = (seat.scratch / "brev.pdf").string();
    const auto none = seat.run({"badge", seat.seminar, "--tickets", pdf});
    CHECK(none.status == 2);
    CHECK(contains(none.err, "--everybody"));
    CHECK(seat.run({"badge", seat.seminar, "--tickets", pdf, "--everybody", "--sheet", "A4"}).status == 0);
    CHECK(seat.run({"badge", seat.seminar, "--check", "--sheet", "A4"}).status == 2);
}
