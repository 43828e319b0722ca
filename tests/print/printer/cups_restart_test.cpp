// What becomes of a badge that an earlier run of the program sent.
#include "tests/print/printer/badge_print.hpp"
#include "tests/support/catch.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

namespace {

/// An earlier run of the program, which ended with the badge at the printer.
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

TEST_CASE("after a restart a job is found by its name and followed to its end, at a printer and through CUPS", "[cups][lab][PRN-2]") {
    PrintingLab lab;
    LabPrinter& printer = lab.add_printer();
    const bool is_queue = GENERATE(false, true);
    const std::string uri = is_queue ? lab.add_queue("badge", printer) : printer.uri();
    printer.set_mode("hang");
    const int job = sent_and_left(uri, "order-1");
    REQUIRE(job > 0);
    printer.do_by_hand("release");
    // The number on disk may be another's by now: only the name counts.
    const auto printed = found_out(uri, "order-1", job + 7);
    REQUIRE(printed);
    CHECK(printed->job == job);
    CHECK(printer.pages().size() == 1);
    // And once more, when it is long done.
    CHECK(found_out(uri, "order-1", job));
    CHECK(printer.pages().size() == 1);
}

TEST_CASE("after a restart a job whose page had not gone out is cancelled, and certain", "[cups][lab][PRN-2]") {
    PrintingLab lab;
    LabPrinter& printer = lab.add_printer();
    const bool is_queue = GENERATE(false, true);
    const std::string uri = is_queue ? lab.add_queue("badge", printer) : printer.uri();
    int job = 0;
    {
        IppSession session(*ipp_address(uri), {});
        const auto created = session.create_job({"order-1-1", {}, {}});
        if (!created) FAIL(created.error().detail);
        job = created->id;
    }
    const bool was_told = GENERATE(false, true);
    const auto found = found_out(uri, "order-1", was_told ? job : 0);
    REQUIRE_FALSE(found);
    CHECK(found.error().code == ErrorCode::printer_refused);
    // The printer is free again.
    CHECK(Printing(uri, badge_page("order-2")).result());
    CHECK(printer.pages().size() == 1);
}

TEST_CASE("after a restart a job that the printer knows nothing of is in doubt", "[cups][lab][PRN-2]") {
    PrintingLab lab;
    LabPrinter& printer = lab.add_printer();
    CHECK(found_out(printer.uri(), "order-1", 3).error().code == ErrorCode::print_in_doubt);
    CHECK(found_out(nobodys_uri(), "order-1", 3).error().code == ErrorCode::printer_offline);
}
