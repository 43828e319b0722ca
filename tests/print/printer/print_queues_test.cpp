// Queues are made on a private CUPS server, and print on a printer that its USB backend lists.
#include "print/printer/print_queues.hpp"

#include <cups/cups.h>

#include <sys/stat.h>

#include <algorithm>
#include <csignal>

#include "print/printer/cups_diagnostics.hpp"
#include "tests/print/printer/badge_print.hpp"
#include "tests/print/printer/queue_fixture.hpp"
#include "tests/support/catch.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

const std::string order = "0197a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b";

MakingQueue how(const NewQueue& wanted) {
    const auto made = make_queue(wanted);
    INFO((made ? "" : made.error().detail));
    REQUIRE(made);
    CHECK_FALSE(said(*made).empty());
    return made->how;
}

}  // namespace

TEST_CASE("a label printer on USB gets a queue with its driver behind once, and prints a badge once", "[cups][lab][queues]") {
    if (::geteuid() != 0) return;  // only root installs the backend
    PrintingFixture printing;
    printing.start_cups({usb_label_printer});
    const OwnCups own(printing, printing.cups_server());
    const fs::path once = printing.server_programs() / "backend/once";
    fs::remove(once);
    const auto found = find_devices();
    REQUIRE(found);
    REQUIRE(found->devices.size() == 1);
    CHECK_FALSE(found->is_denied);

    const auto made = make_queue({usb_label_printer.uri, {}, MediaSize{100, 62}});
    INFO((made ? "" : made.error().detail));
    REQUIRE(made);
    REQUIRE(made->how == MakingQueue::made);
    CHECK(made->name == "badge");
    CHECK(made->driver.ends_with("label.ppd"));
    CHECK(size_of_media(made->media)->width_mm > 99);
    struct stat status{};
    REQUIRE(::stat(once.c_str(), &status) == 0);
    CHECK((status.st_mode & 07777) == 0700);
    CHECK(find_devices()->devices.empty());  // it has a queue now

    auto page = badge_page(order);
    REQUIRE(Printing("ipp://" + printing.cups_server() + "/printers/badge", page).result());
    CHECK(printing.device_pages().size() == 1);
    // The same attempt again, as a restarted CUPS would send it.
    const auto again = Printing("ipp://" + printing.cups_server() + "/printers/badge", page).result();
    REQUIRE_FALSE(again);
    CHECK(again.error().code == ErrorCode::print_in_doubt);
    CHECK(printing.device_pages().size() == 1);

    const auto settings = printing.printers_conf();
    CHECK(settings.find("DeviceURI once:" + usb_label_printer.uri) != std::string::npos);
    CHECK(settings.find("Shared No") != std::string::npos);
    CHECK(queue_advice(settings, "badge").empty());

    CHECK(remove_queue("badge") == RemovingQueue::removed);
    CHECK_FALSE(fs::exists(once));
    CHECK(find_devices()->devices.size() == 1);
    CHECK(remove_queue("badge") == RemovingQueue::unknown);
}

TEST_CASE("a printer that speaks IPP gets a queue without a driver that prints, and one that is off gets none",
          "[cups][lab][queues]") {
    PrintingFixture printing;
    auto& printer = printing.add_printer();
    const auto off = nobodys_uri();
    printing.start_cups({{printer.uri(), "Badge", "", true}, {off, "Badge", "", true}});
    const OwnCups own(printing, printing.cups_server());
    const auto devices = find_devices();
    REQUIRE(devices);
    CHECK(devices->devices.size() == 2);
    const auto made = make_queue({printer.uri(), "foajen", MediaSize{100, 62}});
    REQUIRE(made);
    REQUIRE(made->how == MakingQueue::made);
    CHECK(made->driver == "everywhere");
    CHECK_FALSE(made->media.empty());
    const auto printed = Printing("ipp://" + printing.cups_server() + "/printers/foajen", badge_page(order)).result();
    INFO((printed ? "" : printed.error().detail));
    REQUIRE(printed);
    CHECK(printer.pages().size() == 1);
    CHECK(how({off, {}, {}}) == MakingQueue::no_answer);
    const auto settings = printing.printers_conf();
    CHECK(queue_advice(settings, "foajen").empty());
    CHECK(settings.find(off) == std::string::npos);
}

TEST_CASE("what cannot be made is said, and leaves no queue behind", "[cups][lab][queues]") {
    PrintingFixture printing;
    printing.start_cups({{"usb://Brother/QL-820NWB?serial=1", "Brother QL-820NWB", "MFG:Brother;MDL:QL-820NWB;CMD:PT-CBP;"},
                         {"usb://Godex/G500?serial=1", "Godex G500", "MFG:Godex;MDL:G500;"},
                         {"ipp://printer.invalid/ipp/print", "Gone", "", true}});
    const OwnCups own(printing, printing.cups_server());
    const auto brother = make_queue({"usb://Brother/QL-820NWB?serial=1", {}, {}});
    INFO((brother ? "" : brother.error().detail));
    REQUIRE(brother);
    CHECK(brother->how == MakingQueue::no_driver);
    CHECK(said(*brother).english().find("printer-driver-ptouch") != std::string::npos);
    CHECK(how({"usb://Godex/G500?serial=1", {}, {}}) == MakingQueue::no_driver);
    CHECK(how({"ipp://printer.invalid/ipp/print", {}, {}}) == MakingQueue::no_answer);
    CHECK(how({"usb://Brother/QL-500", {}, {}}) == MakingQueue::unknown_device);
    CHECK(how({"file:///etc/passwd", {}, {}}) == MakingQueue::unknown_device);
    CHECK(how({"usb://Godex/G500?serial=1", "två ord", {}}) == MakingQueue::bad_name);
    CHECK(find_devices()->devices.size() == 3);
}

TEST_CASE("a queue of somebody else is neither changed nor removed", "[cups][lab][queues]") {
    PrintingFixture printing;
    printing.start_cups({usb_label_printer});
    const OwnCups own(printing, printing.cups_server());
    printing.administer({"lpadmin", "-p", "badge", "-E", "-v", "ipp://localhost:1/ipp/print"});
    CHECK(how({usb_label_printer.uri, "badge", {}}) == MakingQueue::name_taken);
    CHECK(remove_queue("badge") == RemovingQueue::not_ours);
    const auto made = make_queue({usb_label_printer.uri, {}, {}});
    REQUIRE(made);
    CHECK(made->how == MakingQueue::made);
    CHECK(made->name == "badge-2");
    CHECK(remove_queue("badge-2") == RemovingQueue::removed);
}

TEST_CASE("without rights a printer is not added, the answer says so, and nothing is changed", "[cups][lab][queues]") {
    PrintingFixture printing;
    printing.start_cups({usb_label_printer}, QueueRights::administrators);
    const OwnCups own(printing, printing.cups_server());
    const auto found = find_devices();
    REQUIRE(found);
    CHECK(found->is_denied);
    CHECK(found->devices.empty());
    CHECK(how({usb_label_printer.uri, {}, {}}) == MakingQueue::denied);
}

TEST_CASE("without a CUPS server no printer is found, which is an error", "[queues]") {
    ::setenv("CUPS_SERVER", "127.0.0.1:1", 1);
    cupsSetServer("127.0.0.1:1");
    CHECK(find_devices().error().code == ErrorCode::printer_offline);
    CHECK(find_devices().error().said.english().find("install the package cups") != std::string::npos);
    CHECK(make_queue({"usb://x", {}, {}}).error().code == ErrorCode::printer_offline);
    CHECK(remove_queue("badge").error().code == ErrorCode::printer_offline);
    ::unsetenv("CUPS_SERVER");
    cupsSetServer(nullptr);
}

TEST_CASE("a queue's name has letters, digits, underscores and hyphens", "[queues]") {
    for (const auto* good : {"badge", "badge-2", "QL_820", "a"}) CHECK(is_queue_name(good));
    for (const auto* bad : {"", "-h", "två", "a b", "a/b", "a;b", "../x", "a\n"}) CHECK_FALSE(is_queue_name(bad));
    CHECK_FALSE(is_queue_name(std::string(41, 'a')));
}

TEST_CASE("the printer behind a queue's address is the one that CUPS lists", "[queues]") {
    CHECK(device_behind("once:usb://Brother/QL?serial=1") == "usb://Brother/QL?serial=1");
    CHECK(device_behind("ipp://h/ipp/print?contimeout=10") == "ipp://h/ipp/print");
    CHECK(device_behind("once:socket://h:9100/?a=b&contimeout=10") == "socket://h:9100/?a=b");
    CHECK(device_behind("usb://Brother/QL") == "usb://Brother/QL");
}
