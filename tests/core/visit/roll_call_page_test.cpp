#include "tests/core/visit/staff_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("the roll call is saved to a file, and its name or the failure is shown", "[staff][roll_call]") {
    auto walk = on_page(OverviewPage{});
    walk.take(LiveViewChanged{door_of({asa()}, {asa().id}), {}, {}, at}).take(StaffPageOpened{StaffTab::roll_call, at});
    CHECK(page_of<RollCallPage>(walk).inside->rows() == 2);
    walk.take(RollCallRequested{at});
    REQUIRE(walk.news<SaveRollCall>());
    CHECK(walk.news<SaveRollCall>()->view == walk.state.live);
    walk.take(RollCallSaved{walk.news<SaveRollCall>()->request, "x.pdf", at});
    CHECK(page_of<RollCallPage>(walk).file == "x.pdf");
    walk.take(RollCallRequested{at});
    walk.take(RollCallSaved{walk.state.last_request, "", at});
    CHECK(page_of<RollCallPage>(walk).note == StaffNote::failed);
}

TEST_CASE("the roll call is saved on a stick while one is plugged in, and how that went is shown", "[staff][roll_call]") {
    auto walk = on_page(OverviewPage{});
    walk.take(LiveViewChanged{door_of({asa()}, {asa().id}), {}, {}, at}).take(StaffPageOpened{StaffTab::roll_call, at});
    walk.take(RollCallRequested{at, ListTarget::stick});
    CHECK_FALSE(walk.news<SaveRollCall>());
    walk.take(SticksChanged{true, at}).take(RollCallRequested{at, ListTarget::stick});
    REQUIRE(walk.news<SaveRollCall>());
    CHECK(walk.news<SaveRollCall>()->to == ListTarget::stick);
    walk.take(RollCallSaved{walk.state.last_request, "", at, StaffNote::stick_gone});
    CHECK(page_of<RollCallPage>(walk).note == StaffNote::stick_gone);
}

TEST_CASE("the roll call is printed, and the printer is named", "[staff][roll_call]") {
    auto walk = on_page(OverviewPage{});
    walk.take(LiveViewChanged{door_of({asa()}, {asa().id}), {}, {}, at}).take(StaffPageOpened{StaffTab::roll_call, at});
    walk.take(RollCallRequested{at, ListTarget::printer});
    REQUIRE(walk.news<SaveRollCall>());
    CHECK(walk.news<SaveRollCall>()->to == ListTarget::printer);
    walk.take(RollCallSaved{walk.state.last_request, "Kontorets skrivare", at, StaffNote::list_printed});
    CHECK(page_of<RollCallPage>(walk).note == StaffNote::list_printed);
    CHECK(page_of<RollCallPage>(walk).file == "Kontorets skrivare");
}

TEST_CASE("people found outside are ticked, and the ticks stay when staff leave the page", "[staff][roll_call]") {
    auto walk = on_page(OverviewPage{});
    walk.take(LiveViewChanged{door_of({asa()}, {asa().id}), {}, {}, at}).take(StaffPageOpened{StaffTab::roll_call, at});
    walk.take(PersonTicked{asa().id, at});
    CHECK(walk.state.ticked == std::vector<RegistrationId>{asa().id});
    walk.take(StaffPageOpened{StaffTab::overview, at}).take(StaffPageOpened{StaffTab::roll_call, at});
    CHECK(walk.state.ticked.size() == 1);
    walk.take(PersonTicked{asa().id, at});
    CHECK(walk.state.ticked.empty());
}

TEST_CASE("ticks are removed by two taps", "[staff][roll_call]") {
    auto walk = on_page(RollCallPage{});
    walk.take(TicksCleared{at});
    CHECK_FALSE(page_of<RollCallPage>(walk).is_clear_sure);
    walk.take(PersonTicked{asa().id, at}).take(TicksCleared{at});
    CHECK(page_of<RollCallPage>(walk).is_clear_sure);
    CHECK(walk.state.ticked.size() == 1);
    walk.take(TicksCleared{at});
    CHECK(walk.state.ticked.empty());
}

TEST_CASE("a tick between the two taps that remove the ticks asks again", "[staff][roll_call]") {
    auto walk = on_page(RollCallPage{});
    walk.take(PersonTicked{asa().id, at}).take(TicksCleared{at}).take(PersonTicked{{"id-2"}, at});
    CHECK_FALSE(page_of<RollCallPage>(walk).is_clear_sure);
    walk.take(TicksCleared{at});
    CHECK(walk.state.ticked.size() == 2);
}
