#include "core/visit/staff_notices.hpp"

#include "tests/core/visit/staff_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("at most twenty calls are kept, and the oldest is dropped", "[staff]") {
    State state;
    for (int i = 0; i < 25; ++i) add_help_call(state, "trouble");
    CHECK(state.help.size() == 20);
    CHECK(state.help.front().number == 6);
}

TEST_CASE("staff are alerted once to a flagged guest and to a full seminar, but not to what was so at the start", "[staff]") {
    auto guest = person("5", "Ida", "Dahl");
    guest.is_flagged = true;
    Walk walk;
    const auto has_heard = [&](const std::vector<RegistrationId>& inside) {
        walk.take(LiveViewChanged{door_of({asa(), guest}, inside, 2), {}, {}, at});
        return walk.news<PlaySound>() != nullptr && walk.news<AlertStaff>() != nullptr;
    };
    CHECK_FALSE(has_heard({}));
    CHECK(has_heard({guest.id}));
    CHECK_FALSE(has_heard({guest.id}));
    CHECK(has_heard({guest.id, asa().id}));
    CHECK_FALSE(has_heard({guest.id, asa().id}));
    CHECK(walk.screen() == "welcome");
    REQUIRE(guests_to_meet(walk.state).size() == 1);
    walk.state.screen = staff_on(OverviewPage{});
    walk.take(GuestMet{guest.id, at});
    CHECK(guests_to_meet(walk.state).empty());
    Walk restarted;
    restarted.take(LiveViewChanged{door_of({guest}, {guest.id}, 1), {}, {}, at});
    CHECK(restarted.effects.empty());
}

TEST_CASE("an organiser's window beside the kiosk shows the kiosk's calls for help, and is heard once for each", "[staff]") {
    Walk walk;
    walk.state.screen = staff_on(OverviewPage{});
    walk.state.rules.writer = "Kiosk 1";
    const HelpCall first{4, at, "trouble"}, second{5, at, "welcome"};
    const auto hears = [&](std::vector<HelpCall> calls) {
        LiveViewChanged news{door_of({asa()}), {}, {}, at};
        news.help = std::move(calls);
        walk.take(news);
        return walk.news<PlaySound>() != nullptr && walk.news<AlertStaff>() != nullptr;
    };
    CHECK(hears({first}));
    CHECK(walk.state.help == std::vector<HelpCall>{first});
    CHECK_FALSE(hears({first}));
    CHECK(hears({first, second}));
    CHECK_FALSE(hears({first}));
    CHECK_FALSE(hears({}));
    CHECK(walk.state.help.empty());
}

TEST_CASE("the kiosk itself knows its calls for help and takes none from elsewhere", "[staff]") {
    Walk walk;
    LiveViewChanged news{door_of({asa()}), {}, {}, at};
    news.help = {{4, at, "trouble"}};
    walk.take(news);
    CHECK(walk.state.help.empty());
}

TEST_CASE("a stopped printer is reported once", "[staff]") {
    Walk walk;
    walk.take(PrinterStatus{"Höger", PrinterFault::out_of_labels, {}, at});
    CHECK(walk.news<PlaySound>());
    walk.take(PrinterStatus{"Höger", PrinterFault::jam, {}, at});
    CHECK_FALSE(walk.news<PlaySound>());
}

TEST_CASE("a new export is announced once, and shown on the lists page", "[staff][lists]") {
    Walk walk;
    walk.take(ImportReviewChanged{waiting_list(), at});
    CHECK(walk.news<PlaySound>());
    CHECK(health_of(walk.state).is_import_waiting);
    walk.take(ImportReviewChanged{waiting_list(), at});
    CHECK_FALSE(walk.news<PlaySound>());
    walk.take(ImportReviewChanged{waiting_list("line 3: half a row"), at});
    CHECK(walk.news<PlaySound>());
    CHECK_FALSE(health_of(walk.state).is_import_waiting);
    walk.take(ImportReviewChanged{nullptr, at});
    CHECK_FALSE(walk.news<PlaySound>());
    CHECK(walk.screen() == "welcome");
}

TEST_CASE("the lists page shows a new export from its top", "[staff][lists]") {
    auto walk = on_page(ListsPage{});
    walk.take(ImportReviewChanged{waiting_list(), at}).take(Scrolled{7, at});
    CHECK(page_of<ListsPage>(walk).top == 7);
    walk.take(ImportReviewChanged{waiting_list("line 3: half a row"), at});
    CHECK(page_of<ListsPage>(walk).top == 0);
}

TEST_CASE("a door that is to work without a camera is well without one", "[staff]") {
    State state;
    state.devices.has_camera = false;
    CHECK_FALSE(health_of(state).has_camera);
    state.rules.wants_camera = false;
    CHECK(health_of(state).has_camera);
}

TEST_CASE("the health of the door is the last report of each device", "[staff]") {
    State state;
    update(state, Tick{at});
    state = update(state, PrinterStatus{"Höger", PrinterFault::jam, "jam", at}).state;
    state = update(state, VisitsMeasured{{5, 100, 250}, at}).state;
    state = update(state, LiveViewChanged{door_of({asa()}), ImportHealth{"a.csv", morning(), 1, 2, 3, 4}, 700, at}).state;
    const auto health = health_of(state);
    CHECK(health.is_known);
    CHECK(health.printers == std::vector<PrinterNote>{{"Höger", PrinterFault::jam, "jam", {}}});
    CHECK(health.speed.p95_ms == 250);
    CHECK(health.last_import->file == "a.csv");
    CHECK(health.disk_free_mib == 700);
}
