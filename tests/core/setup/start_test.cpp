#include "tests/core/setup/setup_fixture.hpp"

using namespace entre;
using namespace entre::setup;
using namespace entre::test;

TEST_CASE("start looks for the seminars of this machine and opens the door of the chosen one", "[setup]") {
    auto step = begin(setup_day);
    CHECK(effect_in<FindSeminars>(step) != nullptr);
    step = after(std::move(step.state), {SeminarsFound{{card("Oro"), card("Skolor")}}, CardChosen{1}, OpenChosen{}});
    REQUIRE(effect_in<OpenDoor>(step) != nullptr);
    CHECK(effect_in<OpenDoor>(step)->folder == "/seminars/Skolor");
}

TEST_CASE("a seminar that cannot be read can be neither opened nor changed nor copied", "[setup][bad_input]") {
    auto broken = card("Trasigt");
    broken.problem = Error{ErrorCode::settings_invalid, "seminar.toml:3"};
    auto state = begin(setup_day).state;
    CHECK(after(state, {SeminarsFound{{broken}}, OpenChosen{}}).effects.empty());
    CHECK(after(state, {SeminarsFound{{broken}}, EditChosen{}}).effects.empty());
    CHECK(after(state, {SeminarsFound{{broken}}, CopyChosen{}, CardChosen{0}}).effects.empty());
    CHECK(after(state, {SeminarsFound{{}}, OpenChosen{}}).effects.empty());
    CHECK(after(state, {SeminarsFound{{}}, CardChosen{3}}).effects.empty());
}

TEST_CASE("a new seminar begins with an empty form, a changed one with its own", "[setup]") {
    auto state = after(begin(setup_day).state, {SeminarsFound{{card("Oro")}}}).state;
    auto fresh = after(state, {NewChosen{}});
    REQUIRE(screen_of<FormScreen>(fresh) != nullptr);
    CHECK(screen_of<FormScreen>(fresh)->form == empty_form(setup_day));
    CHECK(fresh.state.folder.empty());
    auto changed = after(state, {EditChosen{}});
    REQUIRE(effect_in<ReadForm>(changed) != nullptr);
    changed = after(std::move(changed.state), {FormRead{"/seminars/Oro", filled_in_form()}});
    REQUIRE(screen_of<FormScreen>(changed) != nullptr);
    CHECK(changed.state.folder == "/seminars/Oro");
    CHECK(screen_of<FormScreen>(changed)->form == filled_in_form());
}

TEST_CASE("a copy takes over everything but the day, and is a seminar of its own", "[setup]") {
    auto state = after(begin(setup_day).state, {SeminarsFound{{card("Oro")}}, CopyChosen{}, CardChosen{0}}).state;
    auto form = filled_in_form();
    form.day = std::chrono::year{2026} / 1 / 11;
    const auto step = after(std::move(state), {FormRead{"/seminars/Oro", form}});
    REQUIRE(screen_of<FormScreen>(step) != nullptr);
    CHECK(step.state.folder.empty());
    CHECK(screen_of<FormScreen>(step)->copy_of == "/seminars/Oro");
    CHECK(screen_of<FormScreen>(step)->form.day == setup_day);
    CHECK(screen_of<FormScreen>(step)->form.venue == "Kyrkan");
    // Choosing which one to copy can be left again.
    state = after(begin(setup_day).state, {SeminarsFound{{card("Oro")}}, CopyChosen{}, BackChosen{}}).state;
    CHECK_FALSE(std::get<StartScreen>(state.screen).is_copying);
}

TEST_CASE("leaving start ends the program", "[setup]") {
    CHECK(effect_in<Leave>(after(begin(setup_day).state, {LeaveChosen{}})) != nullptr);
}

TEST_CASE("Start is turned as the seminar that comes first, until another one is opened", "[setup]") {
    auto first = card("Oro");
    first.rotate = 90;
    auto step = update(state_on(StartScreen{}), SeminarsFound{{first, card("Skola")}});
    CHECK(rotation(step.state) == 90);
    step = update(std::move(step.state), FormRead{"/seminars/Skola", filled_in_form()});
    CHECK(rotation(step.state) == 0);
}
