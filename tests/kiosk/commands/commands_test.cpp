// Runs the built program and checks its output and exit status.
#include <sys/wait.h>
#include <unistd.h>

#include "kiosk/input/demo_camera.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

struct Run {
    int status = -1;
    std::string out, err;
};

struct Seat {
    ScratchFolder scratch;
    std::string seminar = (scratch / "seminar").string();

    Run run(std::vector<std::string> words, std::string_view input = {}) const {
        write_file(scratch / "in", input);
        std::vector<std::string> all{ENTRE_PROGRAM};
        all.insert(all.end(), words.begin(), words.end());
        std::vector<char*> arguments;
        for (auto& word : all) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        const std::string in = (scratch / "in").string(), out = (scratch / "out").string(), err = (scratch / "err").string();
        const pid_t child = ::fork();
        if (child == 0) {
            if (::freopen(in.c_str(), "r", stdin) == nullptr || ::freopen(out.c_str(), "w", stdout) == nullptr ||
                ::freopen(err.c_str(), "w", stderr) == nullptr)
                ::_exit(99);
            ::execv(ENTRE_PROGRAM, arguments.data());
            ::_exit(98);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        return {WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status), read_file(scratch / "out"),
                read_file(scratch / "err")};
    }
    /// A seminar with two people, badges into a folder.
    void furnish() const {
        REQUIRE(run({"new", seminar}).status == 0);
        std::string settings = read_file(scratch / "seminar/seminar.toml");
        settings.replace(settings.find("\"auto\""), 6, "\"folder:badges\"");
        write_file(scratch / "seminar/seminar.toml", settings);
        write_file(
            scratch / "seminar/registrations.csv",
            "Förnamn;Efternamn;Organisation;E-post;Biljettkod\nÅsa;Öström;Linköpings kommun;;KOD-1\nBo;Ek;Polisen;;KOD-2\n");
    }
};

}  // namespace

TEST_CASE("every command prints its usage for --help", "[commands]") {
    const Seat seat;
    for (const auto* command :
         {"kiosk", "new", "pin", "import", "check-in", "find", "badge", "attendance", "doctor", "serve", "purge"}) {
        const auto help = seat.run({command, "--help"});
        CHECK(help.status == 0);
        CHECK(contains(help.out, "DIR"));
        CHECK(help.err.empty());
        CHECK(seat.run({command}).status == 2);
        CHECK(seat.run({command, seat.seminar, "--no-such-option"}).status == 2);
    }
    CHECK(seat.run({"--help"}).status == 0);
    CHECK(seat.run({"--version"}).status == 0);
    CHECK(seat.run({}).status == 2);
    CHECK(seat.run({"dance"}).status == 2);
}

TEST_CASE("a folder without a seminar gives one clear line and status 1", "[commands][file_missing]") {
    const Seat seat;
    for (const auto& words : std::vector<std::vector<std::string>>{{"import", seat.seminar},
                                                                   {"check-in", seat.seminar, "KOD-1"},
                                                                   {"find", seat.seminar, "--payload", "KOD-1"},
                                                                   {"badge", seat.seminar, "--pending"},
                                                                   {"attendance", seat.seminar},
                                                                   {"kiosk", seat.seminar}}) {
        const auto run = seat.run(words);
        CHECK(run.status == 1);
        CHECK(contains(run.err, "entre new"));
        CHECK(std::count(run.err.begin(), run.err.end(), '\n') == 1);
        CHECK(run.out.empty());
    }
}

TEST_CASE("from a new folder to the attendance list", "[commands]") {
    const Seat seat;
    seat.furnish();
    CHECK(seat.run({"new", seat.seminar}).status == 1);
    const auto dry = seat.run({"import", seat.seminar, "--dry-run"});
    CHECK(dry.status == 0);
    CHECK(contains(dry.out, "2 new"));
    CHECK_FALSE(std::filesystem::exists(seat.scratch / "seminar/entre.db"));
    CHECK(seat.run({"import", seat.seminar}).status == 0);
    CHECK(contains(seat.run({"import", seat.seminar}).out, "Nothing to change"));
    const auto in = seat.run({"check-in", seat.seminar, "kod-1"});
    CHECK(in.status == 0);
    CHECK(contains(in.out, "Åsa Öström is checked in."));
    CHECK(contains(in.out, "printed"));
    CHECK(std::distance(std::filesystem::directory_iterator(seat.scratch / "seminar/badges"), {}) == 1);
    const auto again = seat.run({"check-in", seat.seminar, "KOD-1", "--json"});
    CHECK(again.status == 1);
    CHECK(contains(again.out, "\"already_in\""));
    CHECK(seat.run({"check-in", seat.seminar, "KOD-9"}).status == 1);
    CHECK(seat.run({"check-in", seat.seminar, "KOD-2", "--no-badge"}).status == 0);
    CHECK(contains(seat.run({"badge", seat.seminar, "--pending"}).out, "1 badge printed."));
    CHECK(contains(seat.run({"badge", seat.seminar, "--pending"}).out, "No badge waits."));
    const auto csv = seat.run({"attendance", seat.seminar});
    CHECK(csv.status == 0);
    CHECK(contains(csv.out, "Åsa Öström;Linköpings kommun"));
    CHECK(contains(seat.run({"attendance", seat.seminar, "--format", "json"}).out, "\"first_in\""));
    CHECK(seat.run({"attendance", seat.seminar, "--format", "pdf"}).status == 2);
    CHECK(seat.run({"attendance", seat.seminar, "--out", seat.seminar + "/no/such/folder"}).status == 1);
    CHECK_FALSE(contains(read_file(seat.scratch / "seminar/entre.log"), "Öström"));
    CHECK_FALSE(contains(read_file(seat.scratch / "seminar/entre.log"), "KOD-1"));
}

TEST_CASE("find prints the rule that matched, or why none did", "[commands][find]") {
    const Seat seat;
    seat.furnish();
    REQUIRE(seat.run({"import", seat.seminar}).status == 0);
    const auto found = seat.run({"find", seat.seminar, "--payload", "kod-2"});
    CHECK(found.status == 0);
    CHECK(contains(found.out, "letter_case"));
    CHECK(seat.run({"find", seat.seminar, "--payload", "WIFI:S:x;;"}).status == 1);
    CHECK(seat.run({"find", seat.seminar, "--name", "asa ostrom"}).status == 0);
    CHECK(seat.run({"find", seat.seminar, "--name", "%"}).status == 1);
    CHECK(seat.run({"find", seat.seminar}).status == 2);
    CHECK(seat.run({"find", seat.seminar, "--name", "a", "--payload", "b"}).status == 2);
    CHECK(seat.run({"find", seat.seminar, "--batch", "/no/such/file"}).status == 1);
    CHECK(seat.run({"find", seat.seminar, "--image", "/no/such/file"}).status == 1);
    const auto grey = picture_of_ticket("KOD-1");
    std::string pgm = "P5\n1280 720\n255\n";
    pgm.append(grey.begin(), grey.end());
    write_file(seat.scratch / "ticket.pgm", pgm);
    CHECK(seat.run({"find", seat.seminar, "--image", (seat.scratch / "ticket.pgm").string(), "--json"}).status == 0);
    const auto batch =
        seat.run({"find", seat.seminar, "--batch", "-", "--json"}, "payload\tKOD-1\npayload\t\xff\xfe\nname\tBo Ek\n");
    CHECK(batch.status == 0);
    CHECK(std::count(batch.out.begin(), batch.out.end(), '\n') == 3);
    CHECK(seat.run({"find", seat.seminar, "--batch", "-", "--json"}, "dance\tx\nno tab\n").status == 1);
}

TEST_CASE("a file that would withdraw many people needs --yes", "[commands][suspicious]") {
    const Seat seat;
    seat.furnish();
    std::string list = "Förnamn;Efternamn;Biljettkod\n";
    for (int i = 0; i < 100; ++i) list += "Person;Nummer;code" + std::to_string(i) + "\n";
    write_file(seat.scratch / "seminar/registrations.csv", list);
    REQUIRE(seat.run({"import", seat.seminar}).status == 0);
    write_file(seat.scratch / "seminar/registrations.csv", list.substr(0, list.find("code50")) + "code50\n");
    const auto half = seat.run({"import", seat.seminar});
    CHECK(half.status == 1);
    CHECK(contains(half.err, "--yes"));
    CHECK(contains(seat.run({"import", seat.seminar, "--dry-run"}).out, "49 withdrawn"));
    CHECK(seat.run({"import", seat.seminar, "--yes"}).status == 0);
}

TEST_CASE("while the kiosk runs, writing commands name the holder and reading commands work", "[commands][database_in_use]") {
    const Seat seat;
    seat.furnish();
    REQUIRE(seat.run({"import", seat.seminar}).status == 0);
    const auto kiosk = Database::open({seat.seminar}, Access::write, "entre kiosk");
    REQUIRE(kiosk);
    for (const auto& words : std::vector<std::vector<std::string>>{
             {"check-in", seat.seminar, "KOD-1"}, {"import", seat.seminar}, {"badge", seat.seminar, "--pending"}}) {
        const auto refused = seat.run(words);
        CHECK(refused.status == 1);
        CHECK(contains(refused.err, "entre kiosk, process " + std::to_string(::getpid())));
    }
    CHECK(seat.run({"find", seat.seminar, "--payload", "KOD-1"}).status == 0);
    CHECK(seat.run({"attendance", seat.seminar}).status == 0);
}

TEST_CASE("a PIN is read from standard input, and an easy one is refused", "[commands][pin]") {
    const Seat seat;
    seat.furnish();
    CHECK(seat.run({"pin", seat.seminar}, "204817\n").status == 0);
    CHECK(contains(read_file(seat.scratch / "seminar/seminar.toml"), "$argon2id$"));
    CHECK(seat.run({"pin", seat.seminar}, "123456\n").status == 2);
    CHECK(contains(seat.run({"pin", seat.seminar, "--random"}).out, "PIN"));
}

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
    CHECK(contains(done.out, "2 badges in"));
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
    CHECK(contains(seat.run({"badge", seat.seminar, "--all"}).out, "2 badges printed."));
    CHECK(papers() == 2);
    const auto again = seat.run({"badge", seat.seminar, "--all"});
    CHECK(contains(again.out, "2 of 2 people have their badge already"));
    CHECK(contains(again.out, "0 badges printed."));
    CHECK(papers() == 2);

    SECTION("only a person whose name was corrected gets a new badge") {
        std::string list = read_file(seat.scratch / "seminar/registrations.csv");
        list.replace(list.find("Bo;Ek"), 5, "Bo;Eek");
        write_file(seat.scratch / "seminar/registrations.csv", list);
        REQUIRE(seat.run({"import", seat.seminar}).status == 0);
        CHECK(contains(seat.run({"badge", seat.seminar, "--all"}).out, "1 badge printed."));
        CHECK(papers() == 3);
    }
    SECTION("--again prints all of them again") {
        CHECK(contains(seat.run({"badge", seat.seminar, "--all", "--again", "--sheet", "A4"}).out, "2 badges printed."));
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
            CHECK(contains(seat.run({"badge", seat.seminar, "--all", "--came-out", "yes"}).out, "0 badges printed."));
            CHECK(papers() == 2);
        }
        SECTION("it did not come out") {
            CHECK(contains(seat.run({"badge", seat.seminar, "--all", "--came-out", "no"}).out, "1 badge printed."));
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

TEST_CASE("a purge lists what it would delete, needs --decided, and verifies the result", "[commands][purge][PRV-7]") {
    const Seat seat;
    seat.furnish();
    REQUIRE(seat.run({"import", seat.seminar}).status == 0);
    const auto asked = seat.run({"purge", seat.seminar});
    CHECK(asked.status == 0);
    CHECK(contains(asked.out, "2 people"));
    CHECK(contains(asked.out, "registrations.csv"));
    CHECK(std::filesystem::exists(seat.scratch / "seminar/registrations.csv"));
    const auto early = seat.run({"purge", seat.seminar, "--decided"});
    CHECK(early.status == 2);
    CHECK(contains(early.err, "--early"));
    CHECK(std::filesystem::exists(seat.scratch / "seminar/entre.db"));
    const auto done = seat.run({"purge", seat.seminar, "--decided", "--early"});
    CHECK(done.status == 0);
    CHECK(contains(done.out, "None was found"));
    CHECK_FALSE(std::filesystem::exists(seat.scratch / "seminar/entre.db"));
    CHECK(contains(seat.run({"purge", seat.seminar}).out, "nothing to purge"));
}

TEST_CASE("a purge finds names in the badges, tickets and attendance lists that the commands wrote", "[commands][purge][PRV-7]") {
    const Seat seat;
    seat.furnish();
    REQUIRE(seat.run({"import", seat.seminar}).status == 0);
    const std::vector<std::string> files{"badge.pdf", "tickets.pdf", "list.xlsx", "list.json", "list.csv"};
    const auto to = [&](std::size_t i) { return (seat.scratch / "seminar" / files[i]).string(); };
    REQUIRE(seat.run({"badge", seat.seminar, "--code", "KOD-1", "--out", to(0)}).status == 0);
    REQUIRE(seat.run({"badge", seat.seminar, "--tickets", to(1), "--everybody"}).status == 0);
    REQUIRE(seat.run({"attendance", seat.seminar, "--format", "xlsx", "--out", to(2)}).status == 0);
    REQUIRE(seat.run({"attendance", seat.seminar, "--format", "json", "--out", to(3)}).status == 0);
    REQUIRE(seat.run({"attendance", seat.seminar, "--out", to(4)}).status == 0);
    const auto done = seat.run({"purge", seat.seminar, "--decided", "--early"});
    CHECK(done.status == 1);
    CHECK_FALSE(contains(done.out, "None was found"));
    CHECK_FALSE(contains(done.out, "not searched:"));
    CHECK(contains(done.out, "does not prove"));
    for (const auto& file : files) {
        CHECK(contains(done.out, file + ": "));
        std::filesystem::remove(seat.scratch / "seminar" / file);
    }
    const auto again = seat.run({"purge", seat.seminar, "--decided", "--early"});
    CHECK(again.status == 0);
    CHECK(contains(again.out, "for 10 names and ticket codes"));
    CHECK(contains(again.out, "None was found"));
    CHECK(contains(seat.run({"purge", seat.seminar}).out, "nothing to purge"));
}

TEST_CASE("a purge tells what it could not search, pictures, and places outside the folder", "[commands][purge][PRV-7]") {
    const Seat seat;
    seat.furnish();
    auto settings = read_file(seat.scratch / "seminar/seminar.toml");
    const auto outside = (seat.scratch / "other-badges").string();
    settings.replace(settings.find("folder:badges"), 13, "folder:" + outside);
    write_file(seat.scratch / "seminar/seminar.toml", settings);
    write_file(seat.scratch / "seminar/logo.png", "\x89PNG");
    write_file(seat.scratch / "seminar/packed.7z", "7z\xbc\xaf\x27");
    CHECK(contains(seat.run({"purge", seat.seminar}).out, outside));
    const auto done = seat.run({"purge", seat.seminar, "--decided", "--early"});
    CHECK(done.status == 1);
    CHECK(contains(done.out, "packed.7z: not searched: "));
    CHECK(contains(done.out, "logo.png"));
    CHECK_FALSE(contains(done.out, "None was found"));
}

TEST_CASE("serve needs an address, reports a port in use, and ends on a signal", "[commands][serve]") {
    const Seat seat;
    seat.furnish();
    const auto nowhere = seat.run({"serve", seat.seminar});
    CHECK(nowhere.status == 2);
    CHECK(contains(nowhere.err, "[dashboard]"));
    const auto wrong = seat.run({"serve", seat.seminar, "--listen", "here"});
    CHECK(wrong.status == 1);
    CHECK(contains(wrong.err, "192.168.1.20:8443"));
    const auto elsewhere = seat.run({"serve", seat.seminar, "--listen", "192.0.2.1:8443"});
    CHECK(elsewhere.status == 1);
    CHECK(contains(elsewhere.err, "192.0.2.1:8443"));
}

TEST_CASE("the doctor reports every check", "[commands][doctor]") {
    const Seat seat;
    seat.furnish();
    const auto run = seat.run({"doctor", seat.seminar, "--json"});
    CHECK(run.status >= 0);
    for (const auto* word : {"database", "registrations", "disk"}) CHECK(contains(run.out, word));
    write_file(seat.scratch / "seminar/seminar.toml", "[seminar]\nnmae = 1\n");
    CHECK(seat.run({"doctor", seat.seminar}).status == 1);
}

TEST_CASE("a dry run in JSON lists every person and every issue", "[commands][import]") {
    const Seat seat;
    seat.furnish();
    write_file(seat.scratch / "seminar/registrations.csv",
               "Namn;Organisation;E-post;Befattning;Sektor;Språk;Status;Skyddad identitet\nÅsa af "
               "Öström;Kommunen;a@example.org;lärare;Skola;sv;Anmäld;\n"
               "Eva Hemlig;Byrån;e@example.org;;;;;ja\nBo Ek;;b@example.org;;;;Kanske;\n");
    const auto received = seat.run({"import", seat.seminar, "--dry-run", "--json"});
    REQUIRE(received.status == 0);
    for (const auto* part :
         {"\"system\": \"list\"", "\"code\": null", "\"code_kind\": \"issued\"", "\"given\": \"Åsa\"",
          "\"family\": \"af Öström\"", "\"display_name\": \"Åsa af Öström\"", "\"organisation\": \"Kommunen\"",
          "\"title\": \"lärare\"", "\"category\": \"Skola\"", "\"status\": \"registered\"", "\"language\": \"sv\"",
          "\"protected\": true", "\"kind\": \"status_unknown\"", "\"word\": \"Kanske\"", "\"name\": \"Namn\""})
        CHECK(contains(received.out, part));
    CHECK_FALSE(contains(received.out, "example.org"));
    CHECK_FALSE(std::filesystem::exists(seat.scratch / "seminar/entre.db"));
    CHECK_FALSE(std::filesystem::exists(seat.scratch / "seminar/imports"));
}

TEST_CASE("the doctor recognises a seminar that has not been filled in", "[commands][doctor]") {
    const Seat seat;
    const std::string folder = (seat.scratch / "begun").string();
    REQUIRE(seat.run({"new", folder}).status == 0);
    CHECK(contains(seat.run({"doctor", folder}).out, "still says what entre new wrote"));
    auto settings = read_file(folder + "/seminar.toml");
    settings.replace(settings.find("Vårt seminarium"), std::string("Vårt seminarium").size(), "Tillsammans");
    write_file(folder + "/seminar.toml", settings);
    CHECK_FALSE(contains(seat.run({"doctor", folder}).out, "entre new"));
}

TEST_CASE("an import lists unread columns and asks about ticket codes under a misspelt heading", "[commands][import]") {
    const Seat seat;
    seat.furnish();
    write_file(seat.scratch / "seminar/registrations.csv", "Namn;Telefon;Biljettkod;Kost\nÅsa Öström;013-20 60 00;kod-1;vegan\n");
    const auto dry = seat.run({"import", seat.seminar, "--dry-run"});
    CHECK(contains(dry.out, "not read           Telefon, Kost"));
    CHECK(contains(seat.run({"import", seat.seminar, "--dry-run", "--json"}).out, "\"Telefon\""));
    write_file(seat.scratch / "seminar/registrations.csv", "Namn;Biljetkod\nÅsa Öström;kod-1\n");
    const auto misspelt = seat.run({"import", seat.seminar});
    CHECK(misspelt.status != 0);
    CHECK(contains(misspelt.err, "\"Biljetkod\""));
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
    CHECK(contains(made.out, "2 tickets"));
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

TEST_CASE("attendance is written in every format and dialect, with the export's own columns", "[commands][attendance]") {
    const Seat seat;
    seat.furnish();
    write_file(seat.scratch / "seminar/registrations.csv",
               "Förnamn;Efternamn;Biljettkod;Kost\nÅsa;Öström;KOD-1;vegan\nBo;Ek;KOD-2;\n");
    REQUIRE(seat.run({"import", seat.seminar}).status == 0);
    REQUIRE(seat.run({"check-in", seat.seminar, "KOD-1"}).status == 0);
    CHECK(contains(seat.run({"attendance", seat.seminar}).out, "\xef\xbb\xbfNamn;Organisation"));
    CHECK(contains(seat.run({"attendance", seat.seminar, "--dialect", "rfc"}).out, "Namn,Organisation"));
    const auto with = seat.run({"attendance", seat.seminar, "--dialect", "tab", "--with", seat.seminar + "/registrations.csv"});
    CHECK(contains(with.out, "Biljettkod\tFörnamn\tEfternamn\tBiljettkod\tKost"));
    CHECK(contains(with.out, "\tKOD-1\tÅsa\tÖström\tKOD-1\tvegan"));
    const auto book = (seat.scratch / "ut.xlsx").string();
    CHECK(seat.run({"attendance", seat.seminar, "--format", "xlsx"}).status == 2);
    REQUIRE(seat.run({"attendance", seat.seminar, "--format", "xlsx", "--out", book}).status == 0);
    CHECK(read_file(book).starts_with("PK"));
    // Importing the result changes nothing.
    const auto again = seat.run({"import", seat.seminar, book, "--dry-run", "--json"});
    INFO(again.out);
    CHECK(contains(again.out, "\"system\": \"Entré attendance\""));
    CHECK(contains(again.out, "\"unchanged\": 2"));
}

TEST_CASE("every kind of bad file gives one line with file and remedy, and the roster is unchanged",
          "[commands][import][bad_input]") {
    const Seat seat;
    seat.furnish();
    REQUIRE(seat.run({"import", seat.seminar}).status == 0);
    const auto before = seat.run({"attendance", seat.seminar}).out;
    const auto file = (seat.scratch / "fel.csv").string();
    const std::string head = "Förnamn;Efternamn;Biljettkod\n";
    for (const auto& bytes :
         std::vector<std::string>{"", head, "Lista;;\n" + head + "Cia;Al;k9\n", head + "Cia;Al;k9\n" + head + "Dag;Ny;k8\n",
                                  "Förnamn;Förnamn;Efternamn\nCia;Cia;Al\n",
                                  std::string("\x7f"
                                              "ELF\0\0\0\x01",
                                              8),
                                  "Datum;Belopp\n2027;1\n", std::string(3U << 20, 'x'), "PK\x03\x04 no zip",
                                  std::string("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8), "{\"a\": [", "[]"}) {
        write_file(file, bytes);
        const auto received = seat.run({"import", seat.seminar, file});
        CAPTURE(bytes.substr(0, 40));
        CHECK(received.status == 1);
        CHECK(contains(received.err, "fel.csv"));
        CHECK(std::count(received.err.begin(), received.err.end(), '\n') == 1);
        CHECK(received.err.size() < 700);
        CHECK(received.out.empty());
    }
    CHECK(seat.run({"attendance", seat.seminar}).out == before);
}
