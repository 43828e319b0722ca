#include "print/printer/cups_server.hpp"

#include <unistd.h>

#include <algorithm>

#include "tests/print/printer/queue_fixture.hpp"
#include "tests/support/catch.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

TEST_CASE("a CUPS server lists printers and drivers, and makes, changes and removes a queue", "[cups][lab][queues]") {
    PrintingFixture printing;
    printing.start_cups({usb_label_printer});
    const OwnCups own(printing, printing.cups_server());
    CupsServer server({});
    const auto devices = server.devices(5s);
    REQUIRE(devices);
    REQUIRE(devices->size() == 1);
    CHECK(devices->front().uri == usb_label_printer.uri);
    CHECK(devices->front().make_and_model == usb_label_printer.make_and_model);
    CHECK(devices->front().device_id == usb_label_printer.device_id);
    CHECK_FALSE(devices->front().is_network);
    const auto drivers = server.drivers();
    REQUIRE(drivers);
    const auto driver =
        std::find_if(drivers->begin(), drivers->end(), [](const DriverAnswer& one) { return one.name.ends_with("label.ppd"); });
    REQUIRE(driver != drivers->end());
    CHECK(driver->make_and_model == "Seminar Black label printer, 203 dpi");

    REQUIRE(server.set_queue("etiketter", {usb_label_printer.uri, driver->name, "Höger om dörren", "Här"}));
    const auto queue = server.queue("etiketter");
    REQUIRE(queue);
    CHECK(queue->location == "Här");
    CHECK(queue->is_accepting);
    CHECK_FALSE(queue->is_stopped);
    REQUIRE(server.set_media("etiketter", "iso_a6_105x148mm"));
    CHECK(server.queue("etiketter")->media_default == "iso_a6_105x148mm");
    REQUIRE(server.queues());
    CHECK(server.queues()->front().description == "Höger om dörren");
    REQUIRE(server.remove_queue("etiketter"));
    CHECK(server.queues()->empty());
    CHECK(server.remove_queue("etiketter").error().code == ErrorCode::printer_missing);
    CHECK_FALSE(server.is_denied());
    CHECK_FALSE(server.set_queue("etiketter", {usb_label_printer.uri, "no driver", "", ""}));
    CHECK_FALSE(server.is_denied());
}

TEST_CASE("where adding printers takes rights, an unknown user is denied and root is known by the local socket",
          "[cups][lab][queues]") {
    if (::geteuid() != 0) return;  // the private server knows only root as its administrator
    PrintingFixture printing;
    printing.start_cups({usb_label_printer}, QueueRights::administrators);
    {
        const OwnCups own(printing, printing.cups_server());
        CupsServer server({});
        CHECK(server.devices(5s).error().code == ErrorCode::printer_refused);
        CHECK(server.is_denied());
        CHECK(server.drivers());
        CHECK_FALSE(server.is_denied());
        CHECK(server.set_queue("badge", {usb_label_printer.uri, "", "", ""}).error().code == ErrorCode::printer_refused);
        CHECK(server.is_denied());
    }
    const OwnCups own(printing, printing.local_socket());
    CupsServer server({});
    REQUIRE(server.devices(5s));
    REQUIRE(server.set_queue("badge", {usb_label_printer.uri, "", "", ""}));
    CHECK(server.queues()->size() == 1);
}
