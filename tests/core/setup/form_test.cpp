#include "tests/core/setup/setup_fixture.hpp"

using namespace entre;
using namespace entre::setup;
using namespace entre::test;
using namespace std::chrono_literals;

namespace {

State new_form() {
    State state;
    state.today = setup_day;
    FormScreen screen;
    screen.form = empty_form(setup_day);
    state.screen = screen;
    return state;
}

}  // namespace

TEST_CASE("what is typed goes into the chosen field, and into the name if none is chosen", "[setup]") {
    auto step = after(new_form(), {Typed{"O"}, Typed{"ä"}, Erased{}, Typed{"r"}, Typed{"o"}});
    CHECK(screen_of<FormScreen>(step)->form.name == "Oro");
    CHECK(screen_of<FormScreen>(step)->typing == TextField::name);
    step = after(std::move(step.state), {FieldChosen{TextField::venue}, Typed{"K"}, TypingDone{}});
    CHECK(screen_of<FormScreen>(step)->form.venue == "K");
    CHECK_FALSE(screen_of<FormScreen>(step)->typing);
}

TEST_CASE("a field that is done is saved at once, and the next one after it", "[setup]") {
    auto step = after(new_form(), {Typed{"O"}, FieldChosen{TextField::venue}});
    REQUIRE(effect_in<SaveForm>(step) != nullptr);
    CHECK(effect_in<SaveForm>(step)->folder.empty());
    const auto request = effect_in<SaveForm>(step)->request;
    // Until that is answered there is no folder, so a second seminar must not be made.
    step = after(std::move(step.state), {Typed{"K"}, TypingDone{}});
    CHECK(step.effects.empty());
    step = after(std::move(step.state), {FormSaved{request, "/seminars/O", std::nullopt}});
    REQUIRE(effect_in<SaveForm>(step) != nullptr);
    CHECK(effect_in<SaveForm>(step)->folder == "/seminars/O");
    CHECK(effect_in<SaveForm>(step)->form.venue == "K");
    const auto second = effect_in<SaveForm>(step)->request;
    step = after(std::move(step.state), {FormSaved{request, "/seminars/O", std::nullopt}});
    CHECK(step.effects.empty());  // an answer to a request of before
    step = after(std::move(step.state), {FormSaved{second, "/seminars/O", std::nullopt}, NextChosen{}});
    CHECK(screen_of<FilesScreen>(step) != nullptr);  // nothing is left to save
}

TEST_CASE("next saves and goes on, while a refusal stays with its sentence", "[setup][bad_input]") {
    auto step = after(new_form(), {NextChosen{}});
    REQUIRE(effect_in<SaveForm>(step) != nullptr);
    const auto request = effect_in<SaveForm>(step)->request;
    step = after(std::move(step.state), {FormSaved{request, {}, Error{ErrorCode::settings_invalid, "a name"}}});
    REQUIRE(screen_of<FormScreen>(step) != nullptr);
    REQUIRE(screen_of<FormScreen>(step)->problem);
    step = after(std::move(step.state), {Typed{"O"}, NextChosen{}});
    CHECK_FALSE(screen_of<FormScreen>(step)->problem);
    const auto again = effect_in<SaveForm>(step)->request;
    step = after(std::move(step.state), {FormSaved{again, "/seminars/O", std::nullopt}});
    CHECK(screen_of<FilesScreen>(step) != nullptr);
    CHECK(effect_in<FindFiles>(step) != nullptr);
    CHECK(step.state.folder == "/seminars/O");
}

TEST_CASE("back leaves nothing behind without a name, and loses nothing with one", "[setup]") {
    CHECK(screen_of<StartScreen>(after(new_form(), {BackChosen{}})) != nullptr);
    auto step = after(new_form(), {Typed{"O"}, BackChosen{}});
    REQUIRE(effect_in<SaveForm>(step) != nullptr);
    step = after(std::move(step.state), {FormSaved{step.state.last_request, "/seminars/O", std::nullopt}});
    CHECK(screen_of<StartScreen>(step) != nullptr);
    CHECK(effect_in<FindSeminars>(step) != nullptr);
}

TEST_CASE("a beginning that is moved takes the opening of the doors along", "[setup]") {
    auto step = after(new_form(), {PickerOpened{FormPicker::starts}, TimeSet{600min}});
    CHECK(screen_of<FormScreen>(step)->form.starts == 600min);
    CHECK(screen_of<FormScreen>(step)->form.doors == 555min);
    step = after(std::move(step.state), {PickerOpened{FormPicker::doors}, TimeSet{std::nullopt}});
    CHECK_FALSE(screen_of<FormScreen>(step)->form.doors);
    step = after(std::move(step.state), {PickerOpened{FormPicker::ends}, TimeSet{std::nullopt}, TimeSet{900min}, PickerClosed{}});
    CHECK(screen_of<FormScreen>(step)->form.ends == 900min);
    CHECK_FALSE(screen_of<FormScreen>(step)->picker);
    CHECK(screen_of<FormScreen>(after(new_form(), {TimeSet{1min}})) != nullptr);
}

TEST_CASE("the calendar begins at the chosen day and turns by months", "[setup]") {
    auto step = after(new_form(), {PickerOpened{FormPicker::day}, MonthTurned{8}});
    CHECK(screen_of<FormScreen>(step)->month == std::chrono::year{2028} / std::chrono::January);
    step = after(std::move(step.state), {DaySet{std::chrono::year{2028} / 1 / 32}});
    CHECK(screen_of<FormScreen>(step)->picker == FormPicker::day);  // there is no such day
    step = after(std::move(step.state), {DaySet{std::chrono::year{2028} / 1 / 11}});
    CHECK(screen_of<FormScreen>(step)->form.day == std::chrono::year{2028} / 1 / 11);
    CHECK_FALSE(screen_of<FormScreen>(step)->picker);
}

TEST_CASE("the time zone is chosen behind a time, and saved", "[setup]") {
    auto state = state_on(FormScreen{filled_in_form()});
    auto step = after(std::move(state), {PickerOpened{FormPicker::starts}, PickerOpened{FormPicker::zone}});
    CHECK(screen_of<FormScreen>(step)->picker == FormPicker::zone);
    CHECK(screen_of<FormScreen>(after(step.state, {ZoneSet{99}}))->picker == FormPicker::zone);
    CHECK_FALSE(screen_of<FormScreen>(after(step.state, {PickerClosed{}}))->picker);
    step = after(std::move(step.state), {ZoneSet{1}});
    CHECK_FALSE(screen_of<FormScreen>(step)->picker);
    REQUIRE(effect_in<SaveForm>(step) != nullptr);
    CHECK(effect_in<SaveForm>(step)->form.zone == "Europe/Helsinki");
}

TEST_CASE("a key that is held down does not fill the memory", "[setup][bad_input]") {
    auto state = new_form();
    for (int i = 0; i < 300; ++i) state = update(std::move(state), Typed{"å"}).state;
    CHECK(std::get<FormScreen>(state.screen).form.name.size() == 200);
}

TEST_CASE("a picture that was turned is kept by a tap, and saved with the form", "[setup]") {
    const Clock::time_point now{100s};
    auto step = after(state_on(FormScreen{filled_in_form()}), {PickerOpened{FormPicker::turn}, PictureTurned{270, now}});
    CHECK(rotation(step.state) == 270);
    CHECK(next_deadline(step.state) == now + 15s);
    CHECK(effect_in<SaveForm>(step) == nullptr);
    step = after(std::move(step.state), {TurnKept{}});
    CHECK_FALSE(screen_of<FormScreen>(step)->picker);
    CHECK_FALSE(next_deadline(step.state));
    REQUIRE(effect_in<SaveForm>(step) != nullptr);
    CHECK(effect_in<SaveForm>(step)->form.rotate == 270);
    // From how it is now: a quarter more is all around.
    step = after(std::move(step.state), {PickerOpened{FormPicker::turn}, PictureTurned{90, now}});
    CHECK(rotation(step.state) == 0);
}

TEST_CASE("a picture that nobody keeps is turned back, and until then nothing else can be tapped", "[setup]") {
    auto form = filled_in_form();
    form.rotate = 90;
    auto step = after(state_on(FormScreen{form}), {PickerOpened{FormPicker::turn}, PictureTurned{180, Clock::time_point{}}});
    CHECK(rotation(step.state) == 270);
    step = after(std::move(step.state),
                 {Typed{"x"}, BackChosen{}, NextChosen{}, FieldChosen{}, PictureTurned{90, {}}, PickerClosed{}});
    CHECK(rotation(step.state) == 270);
    CHECK(step.effects.empty());
    REQUIRE(screen_of<FormScreen>(step) != nullptr);
    CHECK(screen_of<FormScreen>(step)->form.name == "Oro");
    step = after(std::move(step.state), {TurnUndone{}});
    CHECK(rotation(step.state) == 90);
    CHECK(screen_of<FormScreen>(step)->picker == FormPicker::turn);  // another one can be tried
    CHECK_FALSE(screen_of<FormScreen>(after(step.state, {PickerClosed{}}))->picker);
    CHECK(after(step.state, {TurnUndone{}, TurnKept{}}).effects.empty());  // nothing is being tried
}

TEST_CASE("a turned picture is not saved by an answer that comes while it is tried", "[setup]") {
    auto step = after(new_form(), {Typed{"O"}, FieldChosen{TextField::venue}});
    const auto request = effect_in<SaveForm>(step)->request;
    step = after(std::move(step.state), {TypingDone{}, PickerOpened{FormPicker::turn}, PictureTurned{90, Clock::time_point{}},
                                         FormSaved{request, "/seminars/O", std::nullopt}});
    CHECK(effect_in<SaveForm>(step) == nullptr);
    CHECK(rotation(step.state) == 90);
    CHECK(rotation(after(std::move(step.state), {TurnUndone{}}).state) == 0);
}

TEST_CASE("the picture stays turned on Start and for the next new seminar", "[setup]") {
    auto step =
        after(new_form(), {PickerOpened{FormPicker::turn}, PictureTurned{90, Clock::time_point{}}, TurnKept{}, BackChosen{}});
    REQUIRE(screen_of<StartScreen>(step) != nullptr);
    CHECK(rotation(step.state) == 90);
    step = after(std::move(step.state), {SeminarsFound{{}}, NewChosen{}});
    CHECK(rotation(step.state) == 90);
    CHECK(screen_of<FormScreen>(step)->form.rotate == 90);
}

TEST_CASE("what visitors are told about their data is typed on a page of its own, and saved", "[setup][privacy]") {
    auto step = after(state_on(FormScreen{filled_in_form()}),
                      {PickerOpened{FormPicker::privacy}, FieldChosen{TextField::controller}, Typed{"K"}, TypingDone{},
                       FieldChosen{TextField::contact}, Typed{"d"}, FieldChosen{TextField::notice}, Typed{"l"}});
    REQUIRE(screen_of<FormScreen>(step) != nullptr);
    CHECK_FALSE(screen_of<FormScreen>(step)->is_shift_on);  // links begin with a small letter
    step = after(std::move(step.state), {TypingDone{}});
    CHECK(screen_of<FormScreen>(step)->picker == FormPicker::privacy);
    step = after(std::move(step.state), {KeepDaysSet{7}, FormSaved{step.state.last_request, "/seminars/O", std::nullopt}});
    REQUIRE(effect_in<SaveForm>(step) != nullptr);
    const auto& saved = effect_in<SaveForm>(step)->form;
    CHECK(saved.controller == "K");
    CHECK(saved.contact == "d");
    CHECK(saved.notice == "l");
    CHECK(saved.keep_days == 7);
    CHECK_FALSE(screen_of<FormScreen>(after(step.state, {FieldChosen{TextField::name}}))->picker);
}

TEST_CASE("how high the screen is mounted is kept at once", "[setup]") {
    auto step = after(state_on(FormScreen{filled_in_form()}), {PickerOpened{FormPicker::height}, LowerEdgeSet{80}});
    REQUIRE(effect_in<SaveForm>(step) != nullptr);
    CHECK(effect_in<SaveForm>(step)->form.lower_edge_cm == 80);
    CHECK(screen_of<FormScreen>(step)->picker == FormPicker::height);  // what follows from it is shown there
    CHECK(screen_of<FormScreen>(after(step.state, {LowerEdgeSet{900}}))->form.lower_edge_cm == 200);
    CHECK_FALSE(screen_of<FormScreen>(after(step.state, {PickerClosed{}}))->picker);
}
