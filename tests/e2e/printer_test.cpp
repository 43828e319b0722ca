// `entre printer` on a private CUPS server, also as root for the assistant, and what the doctor says of the labels in a printer.
#include <cups/cups.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "core/base/queue.hpp"
#include "core/seminar/seminar_form.hpp"
#include "kiosk/services/seminar_cards.hpp"
#include "kiosk/services/setup_printers.hpp"
#include "kiosk/services/setup_worker.hpp"
#include "kiosk/services/take_list.hpp"
#include "tests/e2e/door.hpp"
#include "tests/support/catch.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

namespace {

namespace fs = std::filesystem;

Outcome printer(const PrintingFixture& printing, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {ENTRE_PROGRAM, "printer"});
    return run(arguments,
               {"LC_ALL=C", "CUPS_SERVER=" + printing.cups_server(), "CUPS_SERVERBIN=" + printing.server_programs().string()});
}

/// Stands in for pkexec, which needs a desktop: runs the real command, and the server knows root by its local socket. Then writes
/// its exit status to `ended` in the same folder.
fs::path write_pkexec(const ScratchFolder& scratch, const PrintingFixture& printing) {
    const auto program = scratch.path() / "pkexec";
    write_file(program, "#!/bin/sh\nshift 2\nenv PKEXEC_UID=1000 CUPS_SERVER=" + printing.local_socket() +
                            " CUPS_SERVERBIN=" + printing.server_programs().string() + " " + ENTRE_PROGRAM +
                            " \"$@\"\necho $? >" + (scratch.path() / "ended").string() + "\n");
    fs::permissions(program, fs::perms::owner_all);
    return program;
}

/// The environment of a user who may not add printers.
class Visitor {
public:
    explicit Visitor(const PrintingFixture& printing) {
        ::setenv("CUPS_SERVER", printing.cups_server().c_str(), 1);
        cupsSetServer(printing.cups_server().c_str());
    }
    ~Visitor() {
        ::unsetenv("CUPS_SERVER");
        cupsSetServer(nullptr);
    }
    Visitor(const Visitor&) = delete;
    Visitor& operator=(const Visitor&) = delete;
};

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a queue is made, listed and removed on the terminal", "[e2e][printer]") {
    PrintingFixture printing;
    printing.start_cups({usb_label_printer});
    auto outcome = printer(printing, {});
    INFO(outcome.out << outcome.err);
    CHECK(outcome.status == 0);
    CHECK(contains(outcome.out, "No queue yet."));
    CHECK(contains(outcome.out, "entre printer --add '" + usb_label_printer.uri + "'"));

    outcome = printer(printing, {"--add", usb_label_printer.uri, "--name", "etiketter", "--media", "100x62"});
    INFO(outcome.out << outcome.err);
    CHECK(outcome.status == 0);
    CHECK(contains(outcome.out, "queue etiketter"));
    CHECK(contains(outcome.out, "label.ppd"));
    CHECK(contains(outcome.out, "100x62mm"));

    outcome = printer(printing, {"--json"});
    CHECK(outcome.status == 0);
    const auto json = nlohmann::json::parse(outcome.out);
    CHECK(json["queues"][0]["name"] == "etiketter");
    CHECK(json["queues"][0]["device"] == "once:" + usb_label_printer.uri);
    CHECK(json["devices"].empty());

    CHECK(printer(printing, {"--remove", "etiketter"}).status == 0);
    CHECK(printer(printing, {"--remove", "etiketter"}).status == 1);
    CHECK(nlohmann::json::parse(printer(printing, {"--json"}).out)["queues"].empty());
}

TEST_CASE("the command that is proposed can be pasted into a shell whatever the printer is called", "[e2e][printer]") {
    PrintingFixture printing;
    printing.start_cups({{"dnssd://Ann's%20$(id)._ipp._tcp.local/", "Ann's", "", true}});
    CHECK(contains(printer(printing, {}).out, "entre printer --add 'dnssd://Ann'\\''s%20$(id)._ipp._tcp.local/'\n"));
}

TEST_CASE("arguments that CUPS has not listed, or that are no names or sizes, are refused", "[e2e][printer][bad_input]") {
    PrintingFixture printing;
    printing.start_cups({usb_label_printer});
    const auto refused = [&](const std::vector<std::string>& arguments, int status, const std::string& why) {
        const auto outcome = printer(printing, arguments);
        INFO(outcome.err);
        CHECK(outcome.status == status);
        CHECK(contains(outcome.err, why));
    };
    refused({"--add", "usb://Other/printer"}, 1, "CUPS does not see the printer usb://Other/printer");
    refused({"--add", "file:///etc/shadow"}, 1, "CUPS does not see");
    refused({"--add", usb_label_printer.uri, "--name", "../etc"}, 1, "cannot be a queue's name");
    refused({"--add", usb_label_printer.uri, "--media", "big"}, 2, "must be a size in mm");
    refused({"--add", usb_label_printer.uri, "--media", "0x0"}, 2, "must be a size in mm");
    refused({"--name", "badge"}, 2, "--add");
    const auto json = printer(printing, {"--json", "--add", "usb://Other/printer"});
    CHECK(json.status == 1);
    CHECK(nlohmann::json::parse(json.out)["result"] == "unknown_device");
    CHECK(nlohmann::json::parse(printer(printing, {"--json"}).out)["queues"].empty());
}

TEST_CASE("without rights the terminal says so", "[e2e][printer]") {
    PrintingFixture printing;
    printing.start_cups({usb_label_printer}, QueueRights::administrators);
    const auto list = printer(printing, {});
    CHECK(list.status == 1);
    CHECK(contains(list.out, "Run the same command with sudo."));
    const auto add = printer(printing, {"--add", usb_label_printer.uri});
    CHECK(add.status == 1);
    CHECK(contains(add.err, "may not add printers"));
    CHECK(contains(add.err, "with sudo"));
    CHECK(nlohmann::json::parse(printer(printing, {"--json"}).out)["is_denied"] == true);
}

TEST_CASE("the doctor names the labels that are in the printer behind a queue", "[e2e][printer]") {
    PrintingFixture printing;
    const bool is_right = GENERATE(true, false);
    const auto& virtual_printer = is_right ? printing.add_printer() : printing.add_printer_holding("iso_a7_74x105mm");
    printing.add_queue("badge", virtual_printer, "abort-job");
    const DemoSeminar seminar;
    auto settings = content_of(seminar.folder() / "seminar.toml");
    settings += "\n[[printer]]\nname = \"Provskrivaren\"\nqueue = \"badge\"\n";
    write_file(seminar.folder() / "seminar.toml", settings);
    const auto outcome = run({ENTRE_PROGRAM, "doctor", seminar.folder().string(), "--json"},
                             {"LC_ALL=C", "CUPS_SERVER=" + printing.cups_server()});
    INFO(outcome.out);
    std::string said;
    for (const auto& finding : nlohmann::json::parse(outcome.out))
        if (finding["what"] == "printer Provskrivaren") said += finding["text"].get<std::string>() + "\n";
    CHECK(contains(said, "the labels in the printer are: iso_a7_74x105mm") != is_right);
    CHECK(contains(said, "ready\n") == is_right);
}

TEST_CASE("a printer is found and added after a password where this user may not do it", "[e2e][printer]") {
    if (::geteuid() != 0) return;  // the private server knows only root as its administrator
    PrintingFixture printing;
    printing.start_cups({usb_label_printer}, QueueRights::administrators);
    fs::remove(printing.server_programs() / "backend/once");
    const ScratchFolder scratch;
    const Visitor visitor(printing);
    auto form = empty_form(std::chrono::year{2060} / 5 / 20);
    form.name = "Oro";
    const auto folder = create_seminar(scratch.path() / "seminars", form, zone_here()).value();
    Queue<setup::Event> answers;
    SetupPrinters printers(write_pkexec(scratch, printing), [&](setup::Event event) { answers.push(std::move(event)); });
    const auto next = [&]() -> setup::Event {
        auto event = answers.pop_until({}, Clock::now() + 40s);
        REQUIRE(event);
        return *event;
    };
    printers.find_devices(false);
    CHECK(std::get<setup::DevicesFound>(next()).is_denied);
    printers.find_devices(true);
    const auto found = std::get<setup::DevicesFound>(next());
    CHECK_FALSE(found.problem);
    REQUIRE(found.devices.size() == 1);
    CHECK(found.devices[0].name == usb_label_printer.make_and_model);
    CHECK(found.devices[0].is_black);
    printers.add({7, folder, found.devices[0]});
    const auto added = std::get<setup::PrinterAdded>(next());
    CHECK(added.request == 7);
    CHECK_FALSE(added.problem);
    CHECK(added.printer.queue == "badge");
    CHECK(fs::exists(printing.server_programs() / "backend/once"));
    printers.read_roll({folder, "badge"});
    const auto roll = std::get<setup::RollRead>(next());
    CHECK(roll.roll.how == setup::PrinterRoll::How::must_be_put_in);
    CHECK(roll.roll.badge_width_mm == 100);
}

TEST_CASE("the command that runs as root ends when the assistant does", "[e2e][printer]") {
    PrintingFixture printing;
    printing.start_cups({usb_label_printer}, QueueRights::administrators);
    const auto slow = printing.server_programs() / "backend/slow";
    write_file(slow, "#!/bin/sh\n[ $# -eq 0 ] && sleep 5\n");
    fs::permissions(slow, fs::perms::owner_all);
    const ScratchFolder scratch;
    const Visitor visitor(printing);
    auto printers = std::make_unique<SetupPrinters>(write_pkexec(scratch, printing), [](const setup::Event&) {});
    printers->find_devices(true);
    std::this_thread::sleep_for(1s);
    CHECK_FALSE(fs::exists(scratch.path() / "ended"));
    const auto begin = Clock::now();
    printers.reset();
    CHECK(Clock::now() - begin < 2s);
    CHECK(content_of(scratch.path() / "ended") == "1\n");  // by itself: the assistant could not kill a process of root
}

TEST_CASE("what is in a printer is compared with the badge", "[e2e][printer]") {
    PrintingFixture printing;
    printing.add_queue("right", printing.add_printer());
    printing.add_queue("other", printing.add_printer_holding("iso_a7_74x105mm"));
    const Visitor visitor(printing);
    const DemoSeminar seminar;
    const auto right = read_roll(seminar.folder(), "right", {});
    CHECK(right.how == setup::PrinterRoll::How::fits);
    CHECK(right.width_mm == 100);
    const auto other = read_roll(seminar.folder(), "other", {});
    CHECK(other.how == setup::PrinterRoll::How::is_other);
    CHECK(other.width_mm == 74);
    CHECK(other.height_mm == 105);
    CHECK(read_roll(seminar.folder(), "missing", {}).how == setup::PrinterRoll::How::unknown);
}

TEST_CASE("tickets come out on the printer for paper, and without one the assistant says what to do", "[e2e][printer]") {
    PrintingFixture printing;
    auto& badges = printing.add_printer();
    auto& paper = printing.add_paper_printer();
    printing.add_queue("badge", badges);
    const Visitor visitor(printing);
    const ScratchFolder scratch;
    auto form = empty_form(std::chrono::year{2060} / 5 / 20);
    form.name = "Oro";
    const auto seminar = create_seminar(scratch.path() / "seminars", form, zone_here()).value();
    REQUIRE(save_printer(seminar, "badge", Side::right, false));
    write_file(scratch.path() / "lista.csv", "Namn\nÅsa Öström\nBo Ek\n");
    REQUIRE(take_list(seminar, scratch.path() / "lista.csv"));
    Queue<setup::TicketsSaved> answers;
    SetupWorker worker({scratch.path() / "seminars", {scratch.path()}}, [&](setup::Event event) {
        if (const auto* saved = std::get_if<setup::TicketsSaved>(&event)) answers.push(*saved);
    });
    const auto answer = [&](setup::RequestId request) {
        worker.carry_out(setup::SaveTickets{request, seminar, true});
        const auto saved = answers.pop_until({}, Clock::now() + 60s);
        REQUIRE(saved);
        CHECK(saved->request == request);
        return *saved;
    };
    const auto refused = answer(5);
    REQUIRE(refused.problem);
    CHECK(refused.problem->code == ErrorCode::printer_missing);
    printing.add_queue("office", paper);
    const auto printed = answer(6);
    if (printed.problem) FAIL(printed.problem->detail);
    CHECK(printed.tickets.count == 2);
    CHECK(contains(printed.tickets.printer, "office"));
    CHECK(eventually([&] { return paper.pages().size() == 1; }, 60s));
    CHECK(badges.pages().empty());
}
