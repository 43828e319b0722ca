#include "tests/core/visit/staff_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("quitting needs two taps, and is offered only on the kiosk itself", "[staff]") {
    auto walk = on_page(PrintersPage{});
    CHECK_FALSE(walk.take(QuitRequested{at}).news<Quit>());
    CHECK(walk.take(QuitRequested{at}).news<Quit>());
    CHECK_FALSE(page_of<PrintersPage>(on_page(PrintersPage{}).take(QuitRequested{at}).take(Declined{at})).sure == Sure::quit);
    CHECK(on_page(OverviewPage{}).take(QuitRequested{at}).effects.empty());
}

TEST_CASE("the settings need two taps, because the door closes, and are the kiosk's own", "[staff]") {
    auto walk = on_page(PrintersPage{});
    CHECK_FALSE(walk.take(SettingsRequested{at}).news<OpenSettings>());
    CHECK(walk.take(SettingsRequested{at}).news<OpenSettings>());
    auto other = on_page(PrintersPage{});
    CHECK_FALSE(other.take(QuitRequested{at}).take(SettingsRequested{at}).news<OpenSettings>());
    auto beside = on_page(PrintersPage{});
    beside.state.rules.has_settings = false;
    CHECK_FALSE(beside.take(SettingsRequested{at}).take(SettingsRequested{at}).news<OpenSettings>());
}

TEST_CASE("staff are asked whether a badge came out, and the answer is sent to the desk", "[staff][print_in_doubt]") {
    auto walk = on_page(PrintersPage{});
    walk.take(BadgeAnswered{{"order"}, true, at});
    REQUIRE(walk.news<DoForStaff>());
    CHECK(std::get<BadgeSettled>(walk.news<DoForStaff>()->action).order.value == "order");
    walk.take(BadgeAnswered{{"order"}, false, at});  // the first request is unanswered
    CHECK_FALSE(walk.news<DoForStaff>());
    walk.take(StaffAnswered{walk.state.last_request, {StaffVerdict::done, asa(), {}}, at});
    CHECK(page_of<PrintersPage>(walk).note == StaffNote::done);
    walk.take(BadgeAnswered{{"order"}, false, at});
    CHECK(std::holds_alternative<PrintOrder>(walk.news<DoForStaff>()->action));
    auto beside = on_page(PrintersPage{});
    beside.state.rules.writer = "Kiosk 1";
    beside.take(BadgeAnswered{{"order"}, false, at});
    CHECK_FALSE(beside.news<DoForStaff>());
}

TEST_CASE("a roll that runs low is reported once, with the printer's own count", "[staff][PRN-9]") {
    Walk walk;
    walk.state.devices.printers = {{"Höger", PrinterFault::none, {}}};
    const auto has_heard = [&](int left) {
        LiveViewChanged news{door_of({asa()}), {}, {}, at};
        news.rolls = {{"Höger", 250, left}};
        walk.take(news);
        return walk.news<PlaySound>() != nullptr;
    };
    CHECK_FALSE(has_heard(27));
    CHECK_FALSE(has_heard(26));
    CHECK(has_heard(25));
    CHECK_FALSE(has_heard(24));
    CHECK(health_of(walk.state).printers.at(0).labels_left == 24);
    CHECK_FALSE(has_heard(250));
    CHECK(has_heard(20));
}
