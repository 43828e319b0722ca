#include "print/printer/documents.hpp"

#include <stdlib.h>

#include <thread>

#include "print/roll_call.hpp"
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

std::string long_list() {
    RollCall call;
    call.title = "Utrymning";
    call.groups = {{"Polis", {}}};
    for (int i = 0; i < 120; ++i) call.groups[0].people.push_back({"Åsa Öström", "Polisen", "08.41"});
    const auto pdf = roll_call_pdf(call);
    REQUIRE(pdf);
    return *pdf;
}

}  // namespace

TEST_CASE("a list is printed on the printer for paper, not on that of the badges", "[printers][lab]") {
    test::PrintingFixture fixture;
    auto& badges = fixture.add_printer();
    auto& paper = fixture.add_paper_printer();
    fixture.add_queue("badge", badges);
    const auto list = long_list();
    with_cups_server(fixture.cups_server(), [&] {
        for (const auto& own : std::vector<std::vector<std::string>>{{"badge"}, {"auto"}, {"ipp://localhost/printers/badge"}})
            CHECK(print_document(list, own).error().code == ErrorCode::printer_missing);
        fixture.add_queue("office", paper);
        const auto printed = print_document(list, {"badge"});
        if (!printed) FAIL(printed.error().detail);
        CHECK(printed->find("office") != std::string::npos);
        CHECK(paper.pages().size() == 1);
        CHECK(badges.pages().empty());
    });
}

TEST_CASE("without a CUPS server there is no printer for lists", "[printers][lab]") {
    const std::string nobody = test::nobodys_uri().substr(6);
    with_cups_server(nobody.substr(0, nobody.find('/')),
                     [] { CHECK(print_document("%PDF", {}).error().code == ErrorCode::printer_missing); });
}
