// Recovery of a badge that an earlier run of the program sent.
#include "tests/print/printer/badge_print.hpp"
#include "tests/support/catch.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

namespace {

/// Simulates an earlier run of the program that ended while the printer had the badge. Returns the job number, 0 on failure.
int sent_and_left(const std::string& uri, const std::string& order) {
    Printing print(uri, badge_page(order));
    if (!print.comes_to(OrderState::printing, PrinterFault::none)) return 0;
    print.stop();
    static_cast<void>(print.result());
    return print.last().job;
}

Result<PrintedPage> found_out(const std::string& uri, const std::string& order, int job) {
    CupsPrinter printer("Badge", at(uri), "");
    return printer.resume(badge_page(order), job, [](const PrintProgress&) { return true; }, Clock::now() + 30s, {});
}

}  // namespace

TEST_CASE("after a restart a job is found by its name and followed to its end, directly and through CUPS", "[cups][lab][PRN-2]") {
    PrintingFixture fixture;
    FixturePrinter& printer = fixture.add_printer();
    const bool is_queue = GENERATE(false, true);
    const std::string uri = is_queue ? fixture.add_queue("badge", printer) : printer.uri();
    printer.set_mode("hang");
    const int job = sent_and_left(uri, "order-1");
    REQUIRE(job > 0);
    printer.do_by_hand("release");
    // The stored number may belong to another job by now: only the name counts.
    const auto printed = found_out(uri, "order-1", job + 7);
    REQUIRE(printed);
    CHECK(printed->job == job);
    CHECK(printer.pages().size() == 1);
    // And once more, long after it finished.
    CHECK(found_out(uri, "order-1", job));
    CHECK(printer.pages().size() == 1);
}

TEST_CASE("after a restart a job whose page was never sent is cancelled, and certainly not printed", "[cups][lab][PRN-2]") {
    PrintingFixture fixture;
    FixturePrinter& printer = fixture.add_printer();
    const bool is_queue = GENERATE(false, true);
    const std::string uri = is_queue ? fixture.add_queue("badge", printer) : printer.uri();
    int job = 0;
    {
        IppSession session(*ipp_address(uri), {});
        const auto created = session.create_job({"order-1-1", {}, {}});
        if (!created) FAIL(created.error().detail);
        job = created->id;
    }
    const bool was_reported = GENERATE(false, true);
    const auto found = found_out(uri, "order-1", was_reported ? job : 0);
    REQUIRE_FALSE(found);
    CHECK(found.error().code == ErrorCode::printer_refused);
    // The printer is free again.
    CHECK(Printing(uri, badge_page("order-2")).result());
    CHECK(printer.pages().size() == 1);
}

TEST_CASE("after a restart a job that the printer does not know is in doubt", "[cups][lab][PRN-2]") {
    PrintingFixture fixture;
    FixturePrinter& printer = fixture.add_printer();
    CHECK(found_out(printer.uri(), "order-1", 3).error().code == ErrorCode::print_in_doubt);
    CHECK(found_out(nobodys_uri(), "order-1", 3).error().code == ErrorCode::printer_offline);
}

TEST_CASE("a CUPS that is killed during a driver's job does not print it again", "[cups][lab][PRN-3]") {
    PrintingFixture fixture;
    FixturePrinter& printer = fixture.add_raster_printer(203);
    const std::string queue = fixture.add_queue("label", printer), order = "01a214b9-1af1-70f6-b02b-7f4b8ee08b77";
    fixture.restart_cups(SIGTERM);  // CUPS writes a new queue to disk only with a delay
    const int signal = GENERATE(SIGKILL, SIGTERM);
    CAPTURE(signal);
    printer.set_mode("hang");
    Printing print(queue, badge_page(order), 8s);
    REQUIRE(print.comes_to(OrderState::printing, PrinterFault::none));
    REQUIRE(eventually([&] { return printer.log().find("START") != std::string::npos; }));
    fixture.restart_cups(signal);
    printer.set_mode("ok");
    printer.do_by_hand("release");
    // With the next badge, CUPS resumes its unfinished jobs.
    Printing next(queue, badge_page("01a214b9-1af1-70f6-b02b-7f4b8ee08b78"), 20s);
    const auto outcome = print.result(), then = next.result();
    // The page was printed, or the order is in doubt; never a second copy.
    INFO((outcome ? "" : std::string(to_string(outcome.error().code)) + ": " + outcome.error().detail));
    CHECK((outcome || outcome.error().code == ErrorCode::print_in_doubt));
    INFO((then ? "" : then.error().detail));
    CHECK(then);
    CHECK(printer.pages().size() <= 2);
    // A retry that a person requested has another name and is printed.
    PrintPage again = badge_page(order);
    again.attempt = 2;
    const auto before = printer.pages().size();
    CHECK(Printing(queue, again).result());
    CHECK(printer.pages().size() == before + 1);
}

TEST_CASE("jobs of other programs always pass through the backend", "[cups][lab]") {
    PrintingFixture fixture;
    FixturePrinter& printer = fixture.add_raster_printer(203);
    const std::string queue = fixture.add_queue("label", printer);
    for (int i = 0; i < 2; ++i) CHECK(Printing(queue, badge_page("test-page")).result());
    CHECK(printer.pages().size() == 2);
}
