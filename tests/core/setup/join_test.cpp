#include "tests/core/setup/setup_fixture.hpp"

using namespace entre;
using namespace entre::setup;
using namespace entre::test;

namespace {

const JoinScreen& shown(const Step& step) {
    const auto* screen = screen_of<JoinScreen>(step);
    REQUIRE(screen != nullptr);
    return *screen;
}

}  // namespace

TEST_CASE("a kiosk joins a door with the code before its camera, and goes on to its checklist", "[setup][share]") {
    auto step = after(state_on(StartScreen{}), {JoinChosen{}});
    REQUIRE(effect_in<OpenCamera>(step) != nullptr);
    CHECK(effect_in<OpenCamera>(step)->folder.empty());
    step = after(std::move(step.state), {CameraStatus{true}, CameraAdvised{ScanAdvice::closer}});
    CHECK(shown(step).advice == ScanAdvice::closer);
    step = after(std::move(step.state), {CodeRead{false, false, {}}});
    CHECK(shown(step).saw_other_code);
    CHECK(shown(step).advice == ScanAdvice::none);
    step = after(std::move(step.state), {InvitationRead{"entre-join:h/d/s"}});
    REQUIRE(effect_in<JoinDoor>(step) != nullptr);
    const auto join = *effect_in<JoinDoor>(step);
    CHECK(join.code == "entre-join:h/d/s");
    CHECK_FALSE(shown(step).saw_other_code);
    CHECK(after(step.state, {InvitationRead{"entre-join:h/d/s"}}).effects.empty());  // the camera sees it again
    CHECK_FALSE(shown(after(step.state, {CodeRead{false, false, {}}})).saw_other_code);
    CHECK(screen_of<JoinScreen>(after(step.state, {DoorJoined{join.request + 1, "/seminars/Oro 2", {}}})) != nullptr);
    step = after(std::move(step.state), {DoorJoined{join.request, "/seminars/Oro 2", {}}});
    CHECK(screen_of<ReadyScreen>(step) != nullptr);
    CHECK(step.state.folder == "/seminars/Oro 2");
    CHECK(effect_in<CloseCamera>(step) != nullptr);
    REQUIRE(effect_in<ReadForm>(step) != nullptr);
    CHECK(effect_in<ReadForm>(step)->folder == "/seminars/Oro 2");
}

TEST_CASE("a code that is typed instead is sent once, and stays to be corrected when it was wrong", "[setup][share][bad_input]") {
    auto step = after(state_on(JoinScreen{}), {Typed{"x"}, NextChosen{}});
    CHECK(shown(step).code.empty());  // nobody asked for the keyboard
    step = after(std::move(step.state), {JoinTypingToggled{}, NextChosen{}});
    CHECK(step.effects.empty());
    step = after(std::move(step.state), {Typed{"h/d/sö"}, Erased{}, TypingDone{}});
    REQUIRE(effect_in<JoinDoor>(step) != nullptr);
    CHECK(effect_in<JoinDoor>(step)->code == "h/d/s");
    CHECK(after(step.state, {NextChosen{}}).effects.empty());
    CHECK(shown(after(step.state, {Typed{"y"}, Erased{}})).code == "h/d/s");
    const Error used{ErrorCode::database_failed, "used"};
    step = after(step.state, {DoorJoined{step.state.last_request, {}, used}});
    CHECK(shown(step).problem->detail == "used");
    CHECK(shown(step).code == "h/d/s");
    CHECK(effect_in<JoinDoor>(after(step.state, {Typed{"t"}, NextChosen{}}))->code == "h/d/st");
    CHECK_FALSE(shown(after(step.state, {JoinTypingToggled{}})).problem);
    CHECK(shown(after(step.state, {Typed{std::string(500, 'x')}})).code == "h/d/s");
}

TEST_CASE("going back from joining leads to Start and closes the camera", "[setup][share]") {
    auto step = after(state_on(JoinScreen{}), {JoinTypingToggled{}, ShiftToggled{}, BackChosen{}});
    CHECK_FALSE(shown(step).is_typing);
    step = after(std::move(step.state), {BackChosen{}});
    CHECK(screen_of<StartScreen>(step) != nullptr);
    CHECK(effect_in<CloseCamera>(step) != nullptr);
    CHECK(effect_in<FindSeminars>(step) != nullptr);
}
