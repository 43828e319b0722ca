// Runs the built program and checks its output and exit status.
#include <sys/stat.h>

#include "kiosk/input/demo_camera.hpp"
#include "tests/kiosk/commands/seat.hpp"

using namespace entre;
using namespace entre::test;

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
    CHECK(seat.run({"dance"}).status == 2);
    CHECK(contains(seat.run({"start", "--help"}).out, "--lists"));
}

TEST_CASE("help and answers are in the language of the environment", "[commands][language]") {
    Seat seat;
    seat.furnish();
    seat.language = "sv_SE.UTF-8";
    CHECK(contains(seat.run({"--help"}).out, "Entré sköter dörren till ett seminarium"));
    CHECK(contains(seat.run({"import", "--help"}).out, "visa bara vad som skulle ändras"));
    CHECK(contains(seat.run({"badge", seat.seminar, "--pending"}).out, "Ingen namnbricka väntar."));
    CHECK(seat.run({"import", seat.seminar}).status == 0);
    CHECK(contains(seat.run({"check-in", seat.seminar, "KOD-1"}).out, "Åsa Öström är incheckad."));
}

TEST_CASE("help says where a file or a folder is wanted, which completion relies on", "[commands]") {
    const Seat seat;
    const auto help = seat.run({"kiosk", "--help"}).out;
    CHECK(contains(help, "DIR PATH"));
    CHECK(contains(help, "--trace PATH"));
    CHECK(contains(help, "--window TEXT"));
}

TEST_CASE("without the package of the lockdown, lock says which to install", "[commands]") {
    const Seat seat;
    const auto run = seat.run({"lock", "--show"});
    CHECK(run.status == 1);
    CHECK(contains(run.err, "apt install entre-kiosk"));
    CHECK(seat.run({"lock", "--show", "--undo"}).status == 2);
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
    CHECK(contains(seat.run({"badge", seat.seminar, "--pending"}).out, "Badges printed: 1."));
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
    // Two people's tickets in one picture: the door asks for one at a time, and so does find.
    const auto other = picture_of_ticket("KOD-2");
    std::string both = "P5\n1280 1440\n255\n";
    both.append(grey.begin(), grey.end());
    both.append(other.begin(), other.end());
    write_file(seat.scratch / "both.pgm", both);
    const auto two = seat.run({"find", seat.seminar, "--image", (seat.scratch / "both.pgm").string()});
    CHECK(two.status == 1);
    CHECK(contains(two.out, "one at a time"));
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

TEST_CASE("the organiser's window on a folder that this user may not write ends with one plain sentence",
          "[commands][organiser][file_unwritable]") {
    const Seat seat;
    seat.furnish();
    REQUIRE(seat.run({"import", seat.seminar}).status == 0);
    for (const auto& entry : std::filesystem::directory_iterator(seat.seminar))
        REQUIRE(::chmod(entry.path().c_str(), entry.is_directory() ? 0555 : 0444) == 0);
    REQUIRE(::chmod(seat.seminar.c_str(), 0555) == 0);
    REQUIRE(::chmod(seat.scratch.path().c_str(), 0755) == 0);
    const auto refused = seat.run({"organiser", seat.seminar}, {}, true);
    REQUIRE(::chmod(seat.seminar.c_str(), 0755) == 0);
    CHECK(refused.status == 1);
    CHECK(refused.out.empty());
    CHECK(contains(refused.err, "entre.db"));
    CHECK(contains(refused.err, "must exist and be writable for this user"));
    CHECK(std::count(refused.err.begin(), refused.err.end(), '\n') == 1);
}

TEST_CASE("a PIN is read from standard input, and an easy one is refused", "[commands][pin]") {
    const Seat seat;
    seat.furnish();
    CHECK(seat.run({"pin", seat.seminar}, "204817\n").status == 0);
    CHECK(contains(read_file(seat.scratch / "seminar/seminar.toml"), "$argon2id$"));
    CHECK(seat.run({"pin", seat.seminar}, "123456\n").status == 2);
    CHECK(contains(seat.run({"pin", seat.seminar, "--random"}).out, "PIN"));
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

TEST_CASE("a list without codes needs tickets or a search, and the doctor and the import say so", "[commands][doctor]") {
    const Seat seat;
    seat.furnish();
    write_file(seat.scratch / "seminar/registrations.csv", "Förnamn;Efternamn\nÅsa;Öström\nBo;Ek\n");
    CHECK(contains(seat.run({"import", seat.seminar}).err, "nobody can check in"));
    CHECK(contains(seat.run({"doctor", seat.seminar}).out, "broken  registrations"));
    const auto settings = read_file(seat.scratch / "seminar/seminar.toml");
    auto with_search = settings;
    const std::string off = "search = false";
    if (with_search.find(off) == std::string::npos)
        with_search.replace(with_search.find("[kiosk]"), 7, "[kiosk]\nsearch = true");
    else
        with_search.replace(with_search.find(off), off.size(), "search = true");
    write_file(seat.scratch / "seminar/seminar.toml", with_search);
    CHECK_FALSE(contains(seat.run({"doctor", seat.seminar}).out, "nobody can check in"));
    write_file(seat.scratch / "seminar/seminar.toml", settings);
    REQUIRE(seat.run({"badge", seat.seminar, "--tickets", (seat.scratch / "tickets.pdf").string()}).status == 0);
    CHECK_FALSE(contains(seat.run({"doctor", seat.seminar}).out, "nobody can check in"));
}

TEST_CASE("a dry run in JSON lists every person and every issue", "[commands][import]") {
    const Seat seat;
    seat.furnish();
    write_file(seat.scratch / "seminar/registrations.csv",
               "Namn;Organisation;E-post;Befattning;Sektor;Språk;Status;Skyddad identitet\nÅsa af "
               "Öström;Kommunen;a@example.org;lärare;Skola;sv;Anmäld;\n"
               "Eva Hemlig;Byrån;e@example.org;;;;;ja\nBo Ek;;b@example.org;;;;Kanske;\n");
    const auto received = seat.run({"import", seat.seminar, "--dry-run", "--json"});
    REQUIRE(received.status == 3);  // "Kanske" has to be explained
    for (const auto* part :
         {"\"option\": \"--status \\\"Kanske=waiting_list\\\"\"", "\"confidence\": \"sure\"", "\"system\": \"list\"",
          "\"code\": null", "\"code_kind\": \"issued\"", "\"given\": \"Åsa\"", "\"family\": \"af Öström\"",
          "\"display_name\": \"Åsa af Öström\"", "\"organisation\": \"Kommunen\"", "\"title\": \"lärare\"",
          "\"category\": \"Skola\"", "\"status\": \"registered\"", "\"language\": \"sv\"", "\"protected\": true",
          "\"kind\": \"status_unknown\"", "\"word\": \"Kanske\"", "\"name\": \"Namn\""})
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
    CHECK(misspelt.status == 3);
    CHECK(contains(misspelt.out, "Biljetkod=code"));
}

TEST_CASE("a person whom one list withdraws stays registered because of another", "[commands][import]") {
    const Seat seat;
    seat.furnish();
    const auto folder = seat.scratch / "seminar";
    auto settings = read_file(folder / "seminar.toml");
    settings.replace(settings.find("\"registrations.csv\""), 19, "\"registrations.csv\", \"guests.csv\"");
    write_file(folder / "seminar.toml", settings);
    const std::string others =
        "Förnamn;Efternamn;E-post\nÅsa;Ö;a@example.org\nBo;Ek;b@example.org\nCia;Al;c@example.org\nDag;Ny;d@example.org\n";
    write_file(folder / "registrations.csv", others + "Gun;Berg;gun@example.org\n");
    write_file(folder / "guests.csv", "Förnamn;Efternamn;E-post\nGun;Berg;gun@example.org\n");
    REQUIRE(seat.run({"import", seat.seminar}).status == 0);
    write_file(folder / "registrations.csv", others);
    const auto shorter = seat.run({"import", seat.seminar, (folder / "registrations.csv").string()});
    CHECK(shorter.status == 0);
    CHECK(contains(shorter.out, "1 withdrawn"));
    CHECK(contains(shorter.out, "1 changed"));
    CHECK(contains(seat.run({"import", seat.seminar}).out, "Nothing to change"));
}

TEST_CASE("a question about a list ends a script with status 3 and is answered by an option", "[commands][import][questions]") {
    const Seat seat;
    seat.furnish();
    write_file(seat.scratch / "seminar/registrations.csv",
               "Förnamn;Efternamn;Biljettkod;Läge nu\nÅsa;Öström;k1;Bekräftad\nBo;Ek;k2;Avbokad\n");
    const auto asked = seat.run({"import", seat.seminar});
    CHECK(asked.status == 3);
    CHECK(contains(asked.out, "Nothing was changed"));
    CHECK(contains(asked.out, "--column \"Läge nu=status\""));
    CHECK_FALSE(contains(asked.out, "Åsa"));
    CHECK(seat.run({"import", seat.seminar, "--column", "Läge nu=maybe"}).status == 2);
    const auto answered = seat.run({"import", seat.seminar, "--column", "Läge nu=status"});
    CHECK(answered.status == 0);
    CHECK(contains(answered.out, "2 new"));
    CHECK(contains(read_file(seat.scratch / "seminar/seminar.toml"), "\"Läge nu\" = \"status\""));
    CHECK(seat.run({"import", seat.seminar}).status == 0);
}

TEST_CASE("an import speaks the language of the environment", "[commands][import][language]") {
    Seat seat;
    seat.furnish();
    seat.language = "sv_SE.UTF-8";
    write_file(seat.scratch / "seminar/registrations.csv",
               "Förnamn;Efternamn;Biljettkod;Läge nu\nÅsa;Öström;k1;Bekräftad\nBo;Ek;k2;Avbokad\n");
    const auto asked = seat.run({"import", seat.seminar});
    CHECK(asked.status == 3);
    CHECK(contains(asked.out, "Inget är ändrat: det här måste besvaras först."));
    CHECK(contains(asked.out, "Säger kolumnen ”Läge nu” vem som har avbokat"));
    CHECK(contains(seat.run({"import", seat.seminar, "--column", "Läge nu=status"}).out, "2 nya, 0 ändrade"));
    write_file(seat.scratch / "seminar/registrations.csv", "");
    const auto empty = seat.run({"import", seat.seminar});
    CHECK(empty.status == 1);
    CHECK(contains(empty.err, "är tom. Exportera anmälningarna igen."));
    seat.language = "fi_FI.UTF-8";  // no translation yet
    CHECK(contains(seat.run({"import", seat.seminar}).err, "is empty. Export the registrations again."));
}

TEST_CASE("every kind of bad file gives one line with file and remedy, and the roster is unchanged",
          "[commands][import][bad_input]") {
    const Seat seat;
    seat.furnish();
    REQUIRE(seat.run({"import", seat.seminar}).status == 0);
    const auto before = seat.run({"attendance", seat.seminar}).out;
    const auto file = (seat.scratch / "fel.csv").string();
    const std::string head = "Förnamn;Efternamn;Biljettkod\n";
    for (const auto& bytes : std::vector<std::string>{"", head, head + "Cia;Al;k9\n" + head + "Dag;Ny;k8\n",
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
