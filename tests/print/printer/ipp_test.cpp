#include "print/printer/ipp.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/printing_fixture.hpp"

using namespace entre;

TEST_CASE("a printer address is parsed", "[ipp]") {
    const auto address = ipp_address("ipp://printer.local:8631/ipp/print");
    REQUIRE(address);
    CHECK(address->host == "printer.local");
    CHECK(address->port == 8631);
    CHECK(address->resource == "/ipp/print");
    CHECK_FALSE(address->is_encrypted);
    CHECK_FALSE(address->is_cups_queue());
    CHECK(ipp_address("ipp://printer.local/ipp/print")->port == 631);
    CHECK(ipp_address("ipps://printer.local/ipp/print")->is_encrypted);
    CHECK(ipp_address("ipp://localhost/printers/badge")->is_cups_queue());
    // As the doctor advises; a printer refuses jobs for an address with it.
    const auto behind_queue = ipp_address("ipp://printer.local/ipp/print?contimeout=10");
    CHECK(behind_queue->resource == "/ipp/print");
    CHECK(behind_queue->uri == "ipp://printer.local/ipp/print");
}

TEST_CASE("invalid printer addresses are rejected", "[ipp]") {
    for (const char* text : {"", "badge", "http://printer.local/", "socket://10.0.0.1", "ipp://", "usb://Brother/QL-820NWB"}) {
        CAPTURE(text);
        CHECK_FALSE(ipp_address(text));
    }
}

TEST_CASE("a queue's name is escaped in its address", "[ipp]") {
    CHECK(cups_queue("badge").uri == "ipp://localhost/printers/badge");
    CHECK(cups_queue("a b/../c").uri.find(' ') == std::string::npos);
}

TEST_CASE("a printer reports its capabilities and knows only its own jobs", "[ipp][lab]") {
    test::PrintingFixture fixture;
    IppSession session(*ipp_address(fixture.add_printer().uri()), {});
    const auto printer = session.printer();
    REQUIRE(printer);
    CHECK_FALSE(printer->is_stopped);
    CHECK(printer->creates_jobs);
    CHECK(std::find(printer->media.begin(), printer->media.end(), "om_badge_100x62mm") != printer->media.end());
    const auto job = session.job(4711);
    REQUIRE(job);
    CHECK_FALSE(*job);
}

TEST_CASE("a job's name is the only information sent with it", "[ipp][lab]") {
    test::PrintingFixture fixture;
    test::FixturePrinter& printer = fixture.add_printer();
    printer.set_mode("hang");
    IppSession session(*ipp_address(printer.uri()), {});
    const auto created = session.print_job({"order-1", "om_badge_100x62mm", "none"}, "%PDF-1.4 a page");
    REQUIRE(created);
    const auto job = session.job(created->id);
    REQUIRE(job);
    REQUIRE(*job);
    CHECK((*job)->name == "order-1");
    SECTION("and while it prints, the next job has to wait") {
        REQUIRE(test::eventually([&] { return session.job(created->id)->value().state == 5; }));
        const auto next = session.create_job({"order-2", "om_badge_100x62mm", {}});
        REQUIRE(next);
        CHECK(next->is_busy);
    }
}
