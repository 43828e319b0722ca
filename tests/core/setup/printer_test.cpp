#include "tests/core/setup/setup_fixture.hpp"

using namespace entre;
using namespace entre::setup;
using namespace entre::test;

namespace {

State with_two() {
    PrinterScreen screen;
    screen.printers = {{"QL820", "Brother QL-820NWB", false, true}, {"office", "HP LaserJet", true, false}};
    screen.is_read = true;
    return state_on(screen);
}

}  // namespace

TEST_CASE("the printer that the seminar uses is chosen already, and another can be", "[setup]") {
    auto step = after(state_on(PrinterScreen{}), {PrintersFound{{{"a", "A"}, {"b", "B"}}, 1, Side::left}});
    CHECK(screen_of<PrinterScreen>(step)->chosen == 1U);
    CHECK(screen_of<PrinterScreen>(step)->side == Side::left);
    step = after(std::move(step.state), {PrinterChosen{0}, SideChosen{Side::below}, PrinterChosen{7}});
    CHECK(screen_of<PrinterScreen>(step)->chosen == 0U);
    CHECK(screen_of<PrinterScreen>(step)->side == Side::below);
}

TEST_CASE("a test badge is printed after the choice is saved, and its outcome is asked for", "[setup]") {
    CHECK(after(with_two(), {TestChosen{}}).effects.empty());  // none is chosen
    auto step = after(with_two(), {PrinterChosen{0}, TestChosen{}});
    REQUIRE(effect_in<SavePrinter>(step) != nullptr);
    CHECK(effect_in<SavePrinter>(step)->queue == "QL820");
    CHECK(effect_in<SavePrinter>(step)->is_black);
    CHECK(after(step.state, {TestChosen{}}).effects.empty());
    step = after(std::move(step.state), {PrinterSaved{step.state.last_request, std::nullopt}});
    REQUIRE(effect_in<PrintTest>(step) != nullptr);
    CHECK(screen_of<PrinterScreen>(step)->test == TestBadge::printing);
    const auto request = effect_in<PrintTest>(step)->request;
    CHECK(screen_of<PrinterScreen>(after(step.state, {PrinterChosen{1}}))->chosen == 0U);  // not while it prints
    const auto failed = after(step.state, {TestPrinted{request, Error{ErrorCode::printer_offline, "off"}}});
    CHECK(screen_of<PrinterScreen>(failed)->test == TestBadge::failed);
    CHECK(screen_of<PrinterScreen>(failed)->problem);
    step = after(std::move(step.state), {TestPrinted{request, std::nullopt}, TestAnswered{TestBadge::was_whole}});
    CHECK(screen_of<PrinterScreen>(step)->test == TestBadge::was_whole);
}

TEST_CASE("a door without a printer is allowed", "[setup]") {
    auto step = after(with_two(), {PrinterChosen{std::nullopt}, NextChosen{}});
    REQUIRE(effect_in<SavePrinter>(step) != nullptr);
    CHECK(effect_in<SavePrinter>(step)->queue.empty());
    const auto request = step.state.last_request;
    CHECK(screen_of<CameraScreen>(after(step.state, {PrinterSaved{request, std::nullopt}})) != nullptr);
    const auto failed = after(step.state, {PrinterSaved{request, Error{ErrorCode::disk_full, "full"}}});
    REQUIRE(screen_of<PrinterScreen>(failed) != nullptr);
    CHECK(screen_of<PrinterScreen>(failed)->problem);
}

TEST_CASE("without a tap nothing is saved, so that a printer that is plugged in later is used", "[setup]") {
    const auto step = after(state_on(PrinterScreen{}), {PrintersFound{{}, std::nullopt, Side::right}, NextChosen{}});
    CHECK(screen_of<CameraScreen>(step) != nullptr);
    CHECK(effect_in<SavePrinter>(step) == nullptr);
}

TEST_CASE("printers can be looked for again, but nothing is saved before they were", "[setup]") {
    CHECK(effect_in<FindPrinters>(after(with_two(), {PrintersSought{}})) != nullptr);
    CHECK(after(state_on(PrinterScreen{}), {NextChosen{}}).effects.empty());
    CHECK(screen_of<BadgeScreen>(after(with_two(), {BackChosen{}})) != nullptr);
}
