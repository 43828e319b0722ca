#include "print/printer/printers.hpp"

#include <stdlib.h>

#include <thread>

#include "print/printer/outcome.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/printing_fixture.hpp"

using namespace entre;

namespace {

/// Runs `what` on a new thread with CUPS_SERVER set, because libcups reads it once per thread.
void with_cups_server(const std::string& server, const std::function<void()>& what) {
    setenv("CUPS_SERVER", server.c_str(), 1);
    std::thread(what).join();
    unsetenv("CUPS_SERVER");
}

Seminar with_printers(const std::vector<std::string>& queues) {
    Seminar out;
    for (const std::string& queue : queues) out.printers.push_back({queue + "-name", queue, Side::right, ""});
    return out;
}

}  // namespace

TEST_CASE("a seminar's printers keep their order and names", "[printers]") {
    const auto printers = make_printers(with_printers({"auto", "badge", "ipp://localhost/ipp/print", "folder:out"}), {"/tmp"});
    REQUIRE(printers.size() == 4);
    CHECK(printers[0]->name() == "auto-name");
    CHECK(printers[3]->name() == "folder:out-name");
    CHECK(make_printers({}, {"/tmp"}).empty());
}

TEST_CASE("a folder is relative to the seminar's folder", "[printers]") {
    std::string place = "/tmp/entre-seminar-XXXXXX";
    REQUIRE(mkdtemp(place.data()));
    const auto printer = make_printer({"Mapp", "folder:badges/out", Side::right, ""}, {place});
    REQUIRE(printer->print({"%PDF", 100, 62, "order-1"}, {}, Clock::now(), {}));
    CHECK(std::filesystem::exists(std::filesystem::path(place) / "badges/out/order-1.pdf"));
    std::filesystem::remove_all(place);
}

TEST_CASE("an unsupported address is a missing printer", "[printers]") {
    const auto printer = make_printer({"Höger", "socket://10.0.0.1:9100", Side::right, ""}, {"/tmp"});
    const auto health = printer->health();
    REQUIRE_FALSE(health);
    CHECK(fault_of(health.error()) == PrinterFault::missing);
    CHECK(health.error().detail.find("socket://10.0.0.1:9100") != std::string::npos);
}

TEST_CASE("auto finds CUPS's queue, even one added later", "[printers][lab]") {
    test::PrintingFixture fixture;
    test::FixturePrinter& behind = fixture.add_printer();
    fixture.add_queue("first", behind);
    with_cups_server(fixture.cups_server(), [&] {
        const auto printers = make_printers(with_printers({"auto", "first", "second"}), {"/tmp"});
        CHECK(printers[0]->health());
        CHECK(printers[1]->health());
        CHECK(printers[2]->health().error().code == ErrorCode::printer_missing);
        fixture.add_queue("second", behind);
        CHECK(printers[2]->health());
    });
}

TEST_CASE("without a CUPS server a queue is offline", "[printers][lab]") {
    const std::string nobody = test::nobodys_uri().substr(6);
    with_cups_server(nobody.substr(0, nobody.find('/')), [] {
        for (const char* queue : {"auto", "badge"}) {
            const auto health = make_printer({"Höger", queue, Side::right, ""}, {"/tmp"})->health();
            REQUIRE_FALSE(health);
            CHECK(fault_of(health.error()) == PrinterFault::offline);
        }
    });
}
