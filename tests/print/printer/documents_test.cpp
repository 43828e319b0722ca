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
        std::vector<std::string> accepted;
        const auto on_accepted = [&](const std::string& printer) { accepted.push_back(printer); };
        for (const auto& own : std::vector<std::vector<std::string>>{{"badge"}, {"auto"}, {"ipp://localhost/printers/badge"}})
            CHECK(print_document(list, own, on_accepted).error().code == ErrorCode::printer_missing);
        CHECK(accepted.empty());
        fixture.add_queue("office", paper);
        const auto printed = print_document(list, {"badge"}, on_accepted);
        if (!printed) FAIL(printed.error().detail);
        REQUIRE(accepted.size() == 1);
        CHECK(accepted[0].find("office") != std::string::npos);
        CHECK(paper.pages().size() == 1);
        CHECK(badges.pages().empty());
    });
}

TEST_CASE("a list is accepted before it has come out", "[printers][lab]") {
    test::PrintingFixture fixture;
    auto& paper = fixture.add_paper_printer();
    fixture.add_queue("office", paper);
    paper.set_mode("hang");
    with_cups_server(fixture.cups_server(), [&] {
        std::stop_source stop;
        bool was_accepted = false;
        const auto ended = print_document(
            long_list(), {},
            [&](const std::string&) {
                was_accepted = true;
                stop.request_stop();
            },
            stop.get_token());
        CHECK(was_accepted);
        REQUIRE_FALSE(ended);
        CHECK(ended.error().code == ErrorCode::stopped);
    });
}

TEST_CASE("without a CUPS server no list is printed", "[printers][lab]") {
    const std::string nobody = test::nobodys_uri().substr(6);
    with_cups_server(nobody.substr(0, nobody.find('/')),
                     [] { CHECK(print_document("%PDF", {}, {}).error().code == ErrorCode::printer_offline); });
}
