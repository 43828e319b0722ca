#include "tests/core/visit/visitor_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("the next visitor is served while the last badge prints, and its late report changes nothing", "[visit]") {
    Walk walk;
    to_printing(walk, asa(), "first");
    const auto bo = person("KOD2", "Bo", "Ek");
    to_printing(walk, bo, "second", 3s);
    walk.take(report("first", OrderState::failed, PrinterFault::jam, 5s));
    CHECK(walk.screen() == "printing");
    CHECK(walk.effects.empty());
    walk.take(report("first", OrderState::printed, PrinterFault::none, 5s));
    CHECK(walk.screen() == "printing");
    walk.take(report("second", OrderState::printed, PrinterFault::none, 6s));
    CHECK(walk.screen() == "done");
}

TEST_CASE("a check-in that another station recorded first shows as already in", "[visit]") {
    Walk walk;
    to_confirm(walk, asa());
    walk.take(Confirmed{noon});
    walk.take(CheckInRecorded{walk.state.last_request, Verdict::already_in, morning(), asa(), {}, BadgeName::full, noon});
    CHECK(walk.screen() == "already_in");
    CHECK_FALSE(walk.news<PrintBadge>());
}

TEST_CASE("a printer out of labels is shown, and so is a badge that comes out later", "[visit]") {
    Walk walk;
    to_printing(walk, asa(), "o");
    walk.take(report("o", OrderState::submitted, PrinterFault::labels_low, 2s));
    CHECK(walk.screen() == "printing");
    walk.take(report("o", OrderState::printing, PrinterFault::out_of_labels, 3s));
    CHECK(std::get<BadgeTrouble>(walk.state.screen).fault == PrinterFault::out_of_labels);
    CHECK(walk.news<AlertStaff>());
    walk.take(report("o", OrderState::printing, PrinterFault::cover_open, 3s));
    CHECK(std::get<BadgeTrouble>(walk.state.screen).fault == PrinterFault::cover_open);
    walk.take(report("o", OrderState::printing, PrinterFault::none, 4s));
    CHECK(walk.screen() == "printing");
    walk.take(report("o", OrderState::printed, PrinterFault::none, 5s));
    CHECK(walk.screen() == "done");
}

TEST_CASE("a printer that gives the badge back is no longer named", "[visit]") {
    Walk walk;
    to_printing(walk, asa(), "o");
    walk.take(report("o", OrderState::submitted, PrinterFault::none, 2s));
    CHECK(std::get<Printing>(walk.state.screen).printer == "Höger");
    walk.take(report("o", OrderState::ordered, PrinterFault::none, 3s));
    CHECK(std::get<Printing>(walk.state.screen).printer.empty());
}

TEST_CASE("a slow badge is announced once", "[visit]") {
    Walk walk;
    to_printing(walk, asa(), "o");
    const auto slow = next_deadline(walk.state);
    REQUIRE(slow);
    walk.take(Tick{*slow});
    CHECK(std::get<Printing>(walk.state.screen).is_slow);
    CHECK(*next_deadline(walk.state) > *slow);
}

TEST_CASE("a door without a printer welcomes, and speaks of no badge", "[visit]") {
    Walk walk;
    walk.state.rules.has_printers = false;
    to_confirm(walk, asa());
    walk.take(Confirmed{noon + 2s});
    walk.take(CheckInRecorded{walk.state.last_request, Verdict::admitted, {}, asa(), {"order"}, BadgeName::full, noon + 3s});
    REQUIRE(walk.screen() == "done");
    CHECK_FALSE(std::get<Done>(walk.state.screen).has_badge);
    CHECK(walk.news<AlertStaff>() == nullptr);
    walk.take(PrintReport{{{"order"}, OrderState::ordered, PrinterFault::offline, {}, 0, {}}, noon + 4s});
    CHECK_FALSE(std::get<Done>(walk.state.screen).has_badge);
    // The badge of the visitor before.
    walk.take(PrintReport{{{"other"}, OrderState::printed, PrinterFault::none, "H", 0, {}}, noon + 4s});
    CHECK_FALSE(std::get<Done>(walk.state.screen).has_badge);
    // Printed before the day: it lies at the desk.
    walk.take(PrintReport{{{"order"}, OrderState::printed, PrinterFault::none, std::string(before_the_day), 0, {}}, noon + 4s});
    CHECK(std::get<Done>(walk.state.screen).has_badge);
}
