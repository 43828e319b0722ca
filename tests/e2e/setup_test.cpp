// From nothing to an open door in the assistant: a real window, a stick as a folder, badges as files. Then three visits.
#include <httplib.h>
#include <signal.h>

#include <algorithm>
#include <thread>

#include "core/seminar/seminar_form.hpp"
#include "core/setup/screens.hpp"
#include "core/store/database.hpp"
#include "tests/e2e/door.hpp"
#include "tests/e2e/phone.hpp"
#include "tests/support/catch.hpp"

using namespace entre;
using namespace entre::test;

namespace {

namespace fs = std::filesystem;

/// What Microsoft Forms gives: a title above the table, questions as headings, one of them about who comes, and no codes.
constexpr const char* list_of_forms =
    "Deltagarlista Trygghet\n\n1. Förnamn *;2. Efternamn;3. Var arbetar du?;4. Kommer du?;5. Specialkost\n"
    "Åsa;Öström;Region Östergötland;Ja;\nŁukasz;Nowak;Polisen;Nej, har fått förhinder;Vegetarisk\n"
    "Märta;Ekenstam;Länsstyrelsen;Ja;\nBo;Ek;Linköpings kommun;Ja;\n";

constexpr const char* list_with_codes = "Namn;Biljettkod\nBo Ek;a1b2c3d4e5\nÅsa Öström;f6g7h8i9j0\n";

/// A new seminar up to where the list is; and on with the first file found, which has codes and no questions.
const std::string to_files =
    "wait start\ntap start.new\nwait form\ntap form.name\nkeys trygghet\ntap form.done\ntap setup.next\nwait files\npause 1500\n";
const std::string to_printer = to_files + "tap files\nwait columns\ntap setup.next\nwait badge\ntap setup.next\nwait printer\n";

constexpr const char* set_up =
    "wait start\ntap start.new\nwait form\ntap form.name\nkeys trygghet\ntap form.done\ntap form.venue\nkeys kyrkan\n"
    "tap form.done\ntap form.doors\ntap time.at_once\ntap time.done\nshot form\ntap setup.next\nwait files\npause 1500\nshot "
    "files\n"
    "tap files\nwait columns\nshot columns\ntap answer.0\npause 1500\nshot answered\ntap setup.next\nwait recognise\nshot "
    "recognise\ntap "
    "setup.next\nwait badge\npause 2000\ntap badge.3\npause 800\nshot badge\ntap setup.next\nwait "
    "printer\npause 1500\nshot printer\ntap printer.none\ntap setup.next\nwait camera\npause 800\ntap camera.none\npause "
    "300\nshot camera\ntap setup.next\nwait staff\npause 800\n"
    "tap pin.4\ntap pin.8\ntap pin.2\ntap pin.9\ntap pin.1\ntap pin.3\ntap pin.go\ntap pin.4\ntap pin.8\ntap pin.2\ntap "
    "pin.9\ntap pin.1\ntap pin.3\ntap pin.go\npause 1500\nshot staff\ntap setup.next\nwait ready\npause 3000\nshot "
    "ready\ntap setup.next\npause 500\n";

std::string visit(const std::string& given, const std::string& family) {
    return "wait welcome 30\ntap welcome.search\nwait search\nkeys " + given + "\ntap name.family\nkeys " + family +
           "\ntap search.go\nwait offer\ntap offer.yes\nwait done 30\n";
}

struct Machine {
    ScratchFolder scratch;
    Display display{"1280x800"};
    [[nodiscard]] fs::path seminars() const { return scratch.path() / "seminars"; }
    [[nodiscard]] fs::path stick() const { return scratch.path() / "stick"; }

    Machine() { fs::create_directory(stick()); }

    /// `environment`: besides the display and the language.
    Outcome start(const std::string& script, const std::string& door, std::vector<std::string> environment = {},
                  const std::string& camera = "none") const {
        write_file(scratch.path() / "setup.txt", script);
        write_file(scratch.path() / "door.txt", door);
        environment.insert(environment.end(), {"DISPLAY=" + display.name(), "LANG=sv_SE.UTF-8"});
        return run({ENTRE_PROGRAM,   "start",
                    "--seminars",    seminars().string(),
                    "--lists",       stick().string(),
                    "--address",     "127.0.0.1",
                    "--window",      "1280x800",
                    "--camera",      camera,
                    "--printer",     "folder:" + (scratch.path() / "badges").string(),
                    "--script",      (scratch.path() / "setup.txt").string(),
                    "--door-script", (scratch.path() / "door.txt").string(),
                    "--shots",       (scratch.path() / "shots").string()},
                   environment, std::chrono::seconds{240});
    }
    [[nodiscard]] std::string query(const std::string& sql) const {
        auto database = Database::open({seminars() / "Trygghet"}, Access::read, "test");
        REQUIRE(database);
        const auto answer = database->guard([&]() -> Result<std::string> {
            auto row = database->statement(sql);
            return row.step() ? row.text(0) : std::string{};
        });
        return answer ? *answer : answer.error().detail;
    }
};

std::size_t lines_with(const std::string& text, const std::string& word) {
    std::size_t count = 0;
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++count;
    return count;
}

}  // namespace

TEST_CASE("the picture is turned in the assistant, goes back if nobody keeps it, and is saved if somebody does", "[e2e][setup]") {
    const Machine machine;
    const auto outcome = machine.start(
        "wait start\ntap start.new\nwait form\ntap form.turn\nshot turns\ntap turn.180\nshot trial\npause 16000\ntap turn.90\n"
        "tap turn.keep\nshot turned\ntap form.name\nkeys trygghet\ntap form.done\ntap setup.next\nwait files\ntap setup.back\n",
        "");
    INFO(outcome.err);
    CHECK(outcome.status == 0);
    CHECK(read_seminar(machine.seminars() / "Trygghet")->kiosk.rotate == 90);
}

TEST_CASE("a door is set up from nothing in the assistant, and takes three visits", "[e2e][setup]") {
    const Machine machine;
    write_file(machine.stick() / "Anmälda.csv", list_of_forms);
    const auto outcome =
        machine.start(set_up, visit("åsa", "öström") + visit("märta", "ekenstam") + visit("bo", "ek") + "shot done\n");
    INFO(outcome.err);
    CHECK(outcome.status == 0);
    CHECK(fs::exists(machine.scratch.path() / "shots" / "done.png"));
    const auto seminar = read_seminar(machine.seminars() / "Trygghet");
    REQUIRE(seminar);
    CHECK(seminar->name.in("sv") == "Trygghet");
    CHECK(seminar->kiosk.search);
    CHECK(seminar->registrations.files == std::vector<std::string>{"Anmälda.csv"});
    CHECK(seminar->badge_template == "card");
    CHECK(seminar->kiosk.camera == "none");
    CHECK_FALSE(seminar->pin_hash.empty());
    CHECK(machine.query("SELECT count(*) FROM registrations") == "4");
    CHECK(machine.query("SELECT count(*) FROM registrations WHERE status = 'withdrawn' AND given = 'Łukasz'") == "1");
    CHECK(machine.query("SELECT count(*) FROM attendance WHERE kind = 'checked_in'") == "3");
    // What it costs a person: taps apart from typing.
    CHECK(lines_with(set_up, "tap ") - lines_with(set_up, "tap pin.") <= 45);
}

TEST_CASE("a list is sent from a phone that scanned the code on the screen", "[e2e][setup]") {
    const Machine machine;
    Phone phone(machine.scratch.path() / "shots" / "upload.png", "Anmälda (1–4).csv", list_of_forms);
    const auto outcome = machine.start(to_files +
                                           "tap files.upload\nwait upload\npause 3000\nshot upload\nwait columns 60\npause "
                                           "800\nshot columns\ntap answer.0\npause 1500\ntap setup.next\nwait recognise\n",
                                       "", {"XDG_RUNTIME_DIR=" + machine.scratch.path().string()});
    const auto reply = phone.reply();
    INFO(outcome.err);
    CHECK(outcome.status == 0);
    CHECK(reply.status == 200);
    CHECK(reply.body.find("Klart – titta på skärmen.") != std::string::npos);
    CHECK(machine.query("SELECT count(*) FROM registrations") == "4");
    CHECK(fs::exists(machine.seminars() / "Trygghet" / "Anmälda (1–4).csv"));
    for (const auto& entry : fs::directory_iterator(machine.scratch.path()))
        CHECK_FALSE(entry.path().filename().string().starts_with("entre-list-"));
}

TEST_CASE("a list is fetched from a server whose address is typed, and the door knows the address", "[e2e][setup]") {
    const Machine machine;
    httplib::Server server;
    server.Get("/lista", [](const auto&, auto& reply) { reply.set_content(list_with_codes, "text/csv"); });
    const int port = server.bind_to_any_port("127.0.0.1");
    std::jthread serving([&] { server.listen_after_bind(); });
    const auto url = "http://127.0.0.1:" + std::to_string(port);
    const auto outcome = machine.start(to_files + "tap files.address\nwait address\nkeys " + url +
                                           "/finns-inte\nshot address\ntap setup.next\npause 2000\nshot " +
                                           "problem\ntap setup.back\nwait files\ntap files.address\nwait address\nkeys " + url +
                                           "/lista\ntap setup.next\nwait columns 30\ntap setup.next\nwait badge\n",
                                       "");
    server.stop();
    INFO(outcome.err);
    CHECK(outcome.status == 0);
    CHECK(machine.query("SELECT count(*) FROM registrations") == "2");
    CHECK(read_seminar(machine.seminars() / "Trygghet")->registrations.url == url + "/lista");
}

TEST_CASE("a list is found by looking in folders", "[e2e][setup]") {
    const Machine machine;
    fs::create_directories(machine.scratch.path() / "home" / "Listor 2027");
    write_file(machine.scratch.path() / "home" / "Listor 2027" / "Anmälda.csv", list_with_codes);
    write_file(machine.scratch.path() / "home" / "Listor 2027" / "äldre.csv", list_with_codes);
    write_file(machine.scratch.path() / "home" / "annat.csv", list_with_codes);
    // A tap on the list hits its middle: of the folder above, "Listor 2027" and a list, then of the folder above and two lists.
    const auto outcome = machine.start(to_files +
                                           "tap files.folders\npause 1500\nshot home\ntap files\npause 1500\nshot "
                                           "folder\ntap files\nwait columns\n",
                                       "", {"HOME=" + (machine.scratch.path() / "home").string()});
    INFO(outcome.err);
    CHECK(outcome.status == 0);
}

TEST_CASE("a seminar that was left in the middle is there again, and goes on where it was", "[e2e][setup]") {
    const Machine machine;
    // The power goes while the list is being looked for.
    const auto first = machine.start(to_files, "");
    INFO(first.err);
    write_file(machine.stick() / "Anmälda.csv", list_with_codes);
    const auto second = machine.start(
        "wait start\npause 1000\ntap setup.edit\nwait form\ntap setup.next\nwait files\npause 1500\ntap files\nwait columns\ntap "
        "setup.next\nwait badge\npause 1500\ntap setup.next\nwait printer\npause 1500\ntap setup.next\nwait camera\npause "
        "500\ntap setup.next\nwait staff\npause 500\ntap setup.next\nwait ready\npause 800\ntap setup.next\npause 500\n",
        "wait welcome 30\n");
    INFO(second.err);
    CHECK(second.status == 0);
    CHECK(machine.query("SELECT count(*) FROM registrations") == "2");
}

TEST_CASE("the printer that CUPS has is found, prints a test badge, and is the seminar's", "[e2e][setup]") {
    const Machine machine;
    PrintingFixture printing;
    const auto& printer = printing.add_printer();
    printing.add_queue("badge", printer);
    write_file(machine.stick() / "Anmälda.csv", list_with_codes);
    const auto outcome = machine.start(
        to_printer +
            "pause 2500\ntap printer.left\ntap test.print\npause 6000\nshot asked\ntap test.yes\ntap setup.next\nwait camera\n",
        "", {"CUPS_SERVER=" + printing.cups_server()});
    INFO(outcome.err);
    CHECK(outcome.status == 0);
    CHECK(printer.pages().size() == 1);
    const auto seminar = read_seminar(machine.seminars() / "Trygghet");
    REQUIRE(seminar);
    REQUIRE(seminar->printers.size() == 1);
    CHECK(seminar->printers[0].queue == "badge");
    CHECK(seminar->printers[0].side == Side::left);
}

TEST_CASE("a printer on USB that has no queue is added by one tap and prints a badge once", "[e2e][setup]") {
    const Machine machine;
    PrintingFixture printing;
    printing.start_cups({usb_label_printer});
    fs::remove(printing.server_programs() / "backend/once");
    write_file(machine.stick() / "Anmälda.csv", list_with_codes);
    const auto outcome =
        machine.start(to_printer +
                          "pause 4000\nshot found\ntap printer.0\npause 400\nshot adding\npause 5000\nshot added\ntap "
                          "test.print\npause 8000\nshot asked\ntap test.yes\ntap setup.next\nwait camera\n",
                      "", {"CUPS_SERVER=" + printing.cups_server(), "CUPS_SERVERBIN=" + printing.server_programs().string()});
    INFO(outcome.err);
    CHECK(outcome.status == 0);
    CHECK(printing.device_pages().size() == 1);
    const auto seminar = read_seminar(machine.seminars() / "Trygghet");
    REQUIRE(seminar);
    REQUIRE(seminar->printers.size() == 1);
    CHECK(seminar->printers[0].queue == "badge");
    CHECK(fs::exists(printing.server_programs() / "backend/once"));
    const auto settings = printing.printers_conf();
    CHECK(settings.find("DeviceURI once:" + usb_label_printer.uri) != std::string::npos);
}

TEST_CASE("the camera is tried with a ticket of the list and with the test badge's code", "[e2e][setup]") {
    const Machine machine;
    write_file(machine.stick() / "Anmälda.csv", list_with_codes);
    const auto outcome = machine.start(
        to_printer + "pause 1500\ntap setup.next\nwait camera\npause 3000\nshow f6g7h8i9j0\npause 4000\nshot ticket\nshow " +
            std::string(setup::scanner_code) + "\npause 4000\nshot try\nshow nothing\ntap setup.next\nwait staff\npause 1000\n",
        "", {}, "demo");
    INFO(outcome.err);
    CHECK(outcome.status == 0);
    CHECK(outcome.out.find("a code of the list") != std::string::npos);
    CHECK(outcome.out.find("a code for trying") != std::string::npos);
    const auto seminar = read_seminar(machine.seminars() / "Trygghet");
    REQUIRE(seminar);
    CHECK(seminar->kiosk.camera == "auto");  // tried, and not changed
}

TEST_CASE("a file that is no list is said so, and nothing is taken", "[e2e][setup][bad_input]") {
    const Machine machine;
    write_file(machine.stick() / "Bilder.csv", std::string(3000, '\0'));
    const auto outcome = machine.start(
        to_files + "tap files\npause 1500\nshot refused\nwait files\ntap setup.later\nwait badge\npause 2000\n", "");
    INFO(outcome.err);
    CHECK(outcome.status == 0);
    CHECK_FALSE(fs::exists(machine.seminars() / "Trygghet" / "Bilder.csv"));
}

TEST_CASE("the keys of a keypad are learned by pressing them, those for the volume too", "[e2e][setup][speech]") {
    const Machine machine;
    write_file(machine.stick() / "Anmälda.csv", list_with_codes);
    const auto shot = machine.scratch.path() / "shots" / "keys.png";
    std::thread fingers([&] {
        if (!eventually([&] { return fs::exists(shot); }, std::chrono::seconds{120})) return;
        for (const auto* key : {"Left", "Right", "Return", "F1", "XF86AudioRaiseVolume", "XF86AudioLowerVolume"}) {
            std::this_thread::sleep_for(std::chrono::milliseconds{300});
            run({"xdotool", "key", key}, {"DISPLAY=" + machine.display.name()});
        }
    });
    const auto outcome =
        machine.start(to_printer +
                          "pause 1500\ntap setup.next\nwait camera\npause 800\ntap camera.keys\nwait keys\nshot keys\n"
                          "pause 8000\nshot learned\ntap setup.next\nwait camera\n",
                      "");
    fingers.join();
    INFO(outcome.err);
    REQUIRE(outcome.status == 0);
    const auto seminar = read_seminar(machine.seminars() / "Trygghet");
    REQUIRE(seminar);
    CHECK(seminar->speech.keys == std::array<std::string, 8>{"left", "right", "enter", "f1", "1123", "1122", "f23", "f24"});
}

TEST_CASE("a phone that is paired in the assistant may check people in once the door is open", "[e2e][setup]") {
    const Machine machine;
    REQUIRE(machine.start(to_files, "").status == 0);
    write_file(machine.stick() / "Anmälda.csv", list_with_codes);
    const auto settings = machine.seminars() / "Trygghet" / "seminar.toml";
    const auto address = "127.0.0.1:" + std::to_string(free_port());
    write_file(settings, content_of(settings) + "\n[dashboard]\nlisten = \"" + address + "\"\n");
    const auto shot = machine.scratch.path() / "shots" / "pair.png";
    int paired = 0;
    bool could_act_before = true, can_act = false;
    std::thread phone([&] {
        // The page ends with the assistant and begins again with the door; a request in between has no answer, and no signal.
        sigset_t broken_pipe;
        sigemptyset(&broken_pipe);
        sigaddset(&broken_pipe, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &broken_pipe, nullptr);
        const auto code = code_in(shot);
        if (code.empty()) return;
        httplib::Client client("https://" + address);
        client.enable_server_certificate_verification(false);
        const auto secret = code.substr(code.find('#') + 1);
        const auto reply = client.Post("/api/pair", {{"Origin", "https://" + address}, {"X-Entre", "1"}},
                                       "{\"code\":\"" + secret + "\"}", "application/json");
        paired = reply ? reply->status : -1;
        if (paired != 200) return;
        const auto cookie = reply->get_header_value("Set-Cookie");
        const auto may_act = [&] {
            const auto live = client.Get("/api/live", {{"Cookie", cookie.substr(0, cookie.find(';'))}});
            return live && live->body.find("\"can_act\":true") != std::string::npos;
        };
        could_act_before = may_act();
        can_act = eventually(may_act, std::chrono::seconds{60});
    });
    const auto outcome = machine.start(
        "wait start\npause 1000\ntap setup.edit\nwait form\ntap setup.next\nwait files\npause 1500\ntap files\nwait columns\ntap "
        "setup.next\nwait badge\npause 1500\ntap setup.next\nwait printer\npause 1500\ntap setup.next\nwait camera\npause "
        "500\ntap setup.next\nwait staff\npause 800\nshot staff\ntap phones.pair\nwait pair\npause 3000\nshot pair\npause "
        "6000\nshot paired\ntap setup.next\nwait staff\npause 300\ntap setup.next\nwait ready\npause 2000\ntap setup.next\npause "
        "500\n",
        "wait welcome 30\npause 8000\n");
    phone.join();
    INFO(outcome.err);
    CHECK(outcome.status == 0);
    CHECK(paired == 200);
    CHECK_FALSE(could_act_before);
    CHECK(can_act);
    CHECK(content_of(settings).find("listen = \"" + address + "\"") != std::string::npos);
}
