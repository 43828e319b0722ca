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
    CHECK(screen_of<PrinterScreen>(step)->top == 1);
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

TEST_CASE("printers without a queue come after those with one, and one tap makes the queue", "[setup]") {
    auto step = after(state_on(PrinterScreen{}), {PrintersFound{{{"office", "HP"}}, 0, Side::right}});
    CHECK(effect_in<ReadRoll>(step)->queue == "office");
    step = after(std::move(step.state), {DevicesFound{{{"", "Brother QL", false, true, "usb://Brother/QL"}}}});
    CHECK(screen_of<PrinterScreen>(step)->printers.size() == 2);
    CHECK(screen_of<PrinterScreen>(step)->chosen == 0U);
    step = after(std::move(step.state), {PrinterChosen{1}});
    REQUIRE(effect_in<AddPrinter>(step) != nullptr);
    CHECK(effect_in<AddPrinter>(step)->printer.device == "usb://Brother/QL");
    const auto request = effect_in<AddPrinter>(step)->request;
    for (const auto& meanwhile :
         Events{PrinterChosen{0}, TestChosen{}, NextChosen{}, BackChosen{}, PrintersSought{}, PrinterChosen{std::nullopt}})
        CHECK(after(step.state, {meanwhile}).effects.empty());
    step = after(std::move(step.state), {PrinterAdded{request, {"badge", "Brother QL", false, true}, std::nullopt}});
    CHECK(screen_of<PrinterScreen>(step)->chosen == 1U);
    CHECK(effect_in<ReadRoll>(step)->queue == "badge");
    step = after(std::move(step.state), {TestChosen{}});
    REQUIRE(effect_in<SavePrinter>(step) != nullptr);
    CHECK(effect_in<SavePrinter>(step)->queue == "badge");
    CHECK(effect_in<SavePrinter>(step)->is_black);
}

TEST_CASE("a queue that cannot be made leaves the choice as it was and says why", "[setup]") {
    auto state = with_two();
    state = after(std::move(state), {PrinterChosen{1}, DevicesFound{{{"", "Zebra", false, true, "usb://Zebra/ZD"}}}}).state;
    auto step = after(std::move(state), {PrinterChosen{2}});
    const auto request = effect_in<AddPrinter>(step)->request;
    step = after(std::move(step.state), {PrinterAdded{request, {}, Error{ErrorCode::printer_refused, "no driver"}}});
    const auto* screen = screen_of<PrinterScreen>(step);
    CHECK(screen->chosen == 1U);
    CHECK(screen->problem);
    CHECK(screen->printers[2].queue.empty());
    CHECK(screen_of<PrinterScreen>(after(step.state, {PrinterChosen{0}}))->problem == std::nullopt);
    CHECK(effect_in<AddPrinter>(after(step.state, {PrinterChosen{2}})) != nullptr);  // tried again
}

TEST_CASE("only Search again may ask for a password, and not while a search runs", "[setup]") {
    auto step = after(with_two(), {PrintersSought{}});
    CHECK(effect_in<FindPrinters>(step)->may_ask);
    CHECK(after(step.state, {PrintersSought{}}).effects.empty());
    step = after(std::move(step.state), {PrintersFound{}, DevicesFound{{}, true, std::nullopt}});
    CHECK(screen_of<PrinterScreen>(step)->is_denied);
    CHECK(effect_in<FindPrinters>(after(step.state, {PrintersSought{}})) != nullptr);
    BadgeScreen badge;
    badge.is_read = true;
    step = after(state_on(badge), {NextChosen{}});
    REQUIRE(effect_in<FindPrinters>(step) != nullptr);
    CHECK_FALSE(effect_in<FindPrinters>(step)->may_ask);
}

TEST_CASE("what is in the printer is shown for the chosen one only", "[setup]") {
    const PrinterRoll roll{PrinterRoll::How::is_other, 29, 90};
    auto step = after(with_two(), {PrinterChosen{0}, RollRead{"office", roll}});
    CHECK_FALSE(screen_of<PrinterScreen>(step)->roll);
    step = after(std::move(step.state), {RollRead{"QL820", roll}});
    CHECK(screen_of<PrinterScreen>(step)->roll == roll);
    CHECK_FALSE(screen_of<PrinterScreen>(after(step.state, {PrinterChosen{1}}))->roll);
    CHECK(screen_of<PrinterScreen>(after(step.state, {Scrolled{2}}))->top == 2);
}
