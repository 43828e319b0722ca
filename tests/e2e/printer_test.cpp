// `entre printer` on a private CUPS server, and what the doctor says of the labels in a printer.
#include <nlohmann/json.hpp>

#include "tests/e2e/door.hpp"
#include "tests/support/catch.hpp"

using namespace entre::test;

namespace {

namespace fs = std::filesystem;

Outcome printer(const PrintingFixture& printing, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {ENTRE_PROGRAM, "printer"});
    return run(arguments,
               {"LC_ALL=C", "CUPS_SERVER=" + printing.cups_server(), "CUPS_SERVERBIN=" + printing.server_programs().string()});
}

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

TEST_CASE("a user without rights is told so, and the doctor's queue stays", "[e2e][printer]") {
    PrintingFixture printing;
    printing.start_cups({usb_label_printer}, QueueRights::administrators);
    const auto list = printer(printing, {});
    CHECK(list.status == 1);
    CHECK(contains(list.out, "Run the same command with sudo."));
    const auto add = printer(printing, {"--add", usb_label_printer.uri});
    CHECK(add.status == 1);
    CHECK(contains(add.err, "may not add printers"));
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
