#include "tests/core/setup/setup_fixture.hpp"

using namespace entre;
using namespace entre::setup;
using namespace entre::test;

TEST_CASE("the checklist is read anew each time, opens the door, and leads back to what is missing", "[setup]") {
    StaffScreen staff;
    staff.is_read = true;
    auto step = after(state_on(staff), {NextChosen{}});
    REQUIRE(effect_in<Check>(step) != nullptr);
    step = after(std::move(step.state), {Checked{{{CheckKind::list, Health::good, 38}}}});
    CHECK(screen_of<ReadyScreen>(step)->is_read);
    REQUIRE(effect_in<OpenDoor>(after(step.state, {OpenChosen{}})) != nullptr);
    CHECK(effect_in<OpenDoor>(after(step.state, {NextChosen{}}))->folder == "/seminars/Oro");
    CHECK(screen_of<FormScreen>(after(step.state, {StepChosen{StepOf::seminar}})) != nullptr);
    CHECK(screen_of<FilesScreen>(after(step.state, {StepChosen{StepOf::list}})) != nullptr);
    CHECK(screen_of<RecogniseScreen>(after(step.state, {StepChosen{StepOf::recognise}}))->people == 38);
    CHECK(effect_in<Check>(after(step.state, {StepChosen{StepOf::ready}})) != nullptr);
    CHECK(screen_of<StaffScreen>(after(step.state, {BackChosen{}})) != nullptr);
    CHECK(screen_of<PrinterScreen>(after(step.state, {StepChosen{StepOf::printer}})) != nullptr);
    CHECK(screen_of<BadgeScreen>(after(step.state, {StepChosen{StepOf::badge}})) != nullptr);
    CHECK(screen_of<CameraScreen>(after(step.state, {StepChosen{StepOf::camera}})) != nullptr);
    CHECK(screen_of<StaffScreen>(after(step.state, {StepChosen{StepOf::staff}})) != nullptr);
    CHECK(screen_of<StartScreen>(after(step.state, {LeaveChosen{}})) != nullptr);
}

TEST_CASE("a clock that somebody confirms is right, also when it is checked again, but its zone may not be", "[setup]") {
    ReadyScreen ready;
    ready.rows = {{CheckKind::time, Health::notice},
                  {CheckKind::time, Health::notice, 0, 0, "Etc/UTC"},
                  {CheckKind::disk, Health::missing}};
    const auto step = after(state_on(ready), {ClockConfirmed{}});
    CHECK(screen_of<ReadyScreen>(step)->rows[0].health == Health::good);
    CHECK(screen_of<ReadyScreen>(step)->rows[1].health == Health::notice);
    CHECK(screen_of<ReadyScreen>(step)->rows[2].health == Health::missing);
    CHECK(screen_of<ReadyScreen>(after(step.state, {Checked{ready.rows}}))->rows[0].health == Health::good);
}

TEST_CASE("a rehearsal is opened from the checklist, and the door is not", "[setup]") {
    ReadyScreen ready;
    ready.is_read = true;
    const auto step = after(state_on(ready), {RehearseChosen{}});
    REQUIRE(effect_in<Rehearse>(step) != nullptr);
    CHECK(effect_in<Rehearse>(step)->folder == "/seminars/Oro");
    CHECK(effect_in<OpenDoor>(step) == nullptr);
}

TEST_CASE("the settings of an open door begin with its checklist, and every step can be reached from there", "[setup]") {
    auto step = begin(setup_day, "/seminars/Oro", "The door is open already.");
    REQUIRE(screen_of<ReadyScreen>(step) != nullptr);
    CHECK(screen_of<ReadyScreen>(step)->problem == "The door is open already.");
    REQUIRE(effect_in<Check>(step) != nullptr);
    REQUIRE(effect_in<ReadForm>(step) != nullptr);
    auto form = filled_in_form();
    step = after(std::move(step.state), {FormRead{"/seminars/Annat", empty_form(setup_day)}, FormRead{"/seminars/Oro", form},
                                         StepChosen{StepOf::seminar}});
    REQUIRE(screen_of<FormScreen>(step) != nullptr);
    CHECK(screen_of<FormScreen>(step)->form == form);
}

TEST_CASE("a step that was chosen on the checklist leads back to it, forwards and backwards", "[setup]") {
    ReadyScreen ready;
    ready.is_read = true;
    const auto from = [&](StepOf step) { return after(state_on(ready), {StepChosen{step}}).state; };
    auto step = after(from(StepOf::staff), {StaffSettingsRead{true, false, false}, NextChosen{}});
    CHECK(screen_of<ReadyScreen>(step) != nullptr);
    CHECK_FALSE(step.state.returns_to_ready);
    step = after(from(StepOf::camera), {CameraSettingsRead{"auto"}, BackChosen{}});
    CHECK(screen_of<ReadyScreen>(step) != nullptr);
    CHECK(effect_in<CloseCamera>(step) != nullptr);
    step = after(from(StepOf::list), {ListSkipped{}});
    CHECK(screen_of<ReadyScreen>(step) != nullptr);
    CHECK(effect_in<StopFinding>(step) != nullptr);
    CHECK(effect_in<Check>(step) != nullptr);
    // The seminar keeps its folder: it is not left.
    auto state = from(StepOf::seminar);
    state.form = filled_in_form();
    step = after(state, {StepChosen{StepOf::seminar}});
    step.state.screen = FormScreen{};
    std::get<FormScreen>(step.state.screen).form = std::get<FormScreen>(step.state.screen).sent = filled_in_form();
    step = after(std::move(step.state), {BackChosen{}});
    CHECK(screen_of<ReadyScreen>(step) != nullptr);
    CHECK(step.state.folder == "/seminars/Oro");
}
