#include "tests/core/setup/setup_fixture.hpp"

using namespace entre;
using namespace entre::setup;
using namespace entre::test;

namespace {

const std::array<std::string, 8> usual = SpeechSettings{}.keys;

State on_keys() { return after(state_on(CameraScreen{}), {KeysOpened{}, KeysRead{usual}}).state; }

const KeysScreen& keys(const Step& step) {
    REQUIRE(screen_of<KeysScreen>(step) != nullptr);
    return *screen_of<KeysScreen>(step);
}

Events pressed(const std::vector<std::string>& names) {
    Events events;
    for (const auto& name : names) events.push_back(KeyPressed{name, true});
    return events;
}

}  // namespace

TEST_CASE("a keypad's keys are learned by pressing them in turn, and kept", "[setup][speech]") {
    const auto opened = after(state_on(CameraScreen{}), {KeysOpened{}});
    REQUIRE(effect_in<ReadKeys>(opened) != nullptr);
    CHECK(effect_in<CloseCamera>(opened) != nullptr);
    auto step = after(on_keys(), pressed({"f13", "f14", "f15", "f16"}));
    CHECK(keys(step).learning == 4);
    CHECK(keys(step).keys[0] == "f13");
    CHECK(keys(step).keys[4] == "page_up");  // as it was
    step = after(std::move(step.state), {NextChosen{}});
    REQUIRE(effect_in<SaveKeys>(step) != nullptr);
    CHECK(effect_in<SaveKeys>(step)->keys[3] == "f16");
    const auto request = step.state.last_request;
    CHECK(keys(after(step.state, {KeysSaved{request, Error{ErrorCode::disk_full, "full"}}})).problem);
    const auto saved = after(step.state, {KeysSaved{request, std::nullopt}});
    CHECK(screen_of<CameraScreen>(saved) != nullptr);
    CHECK(effect_in<ReadCameraSettings>(saved) != nullptr);
}

TEST_CASE("a key does one thing only, and the door needs four of them", "[setup][speech]") {
    auto step = after(on_keys(), pressed({"enter"}));
    CHECK(keys(step).keys[0] == "enter");
    CHECK(keys(step).keys[2].empty());  // it was OK
    CHECK(screen_of<KeysScreen>(after(step.state, {NextChosen{}})) != nullptr);
    step = after(std::move(step.state), {KeyChosen{2}, KeyPressed{"f15", true}});
    CHECK(keys(step).keys[2] == "f15");
    CHECK(effect_in<SaveKeys>(after(step.state, {NextChosen{}})) != nullptr);
}

TEST_CASE("after the last key the one that is still missing is asked for", "[setup][speech]") {
    const auto step = after(on_keys(), pressed({"f13", "f14", "f15", "f16", "f17", "f18", "f19", "f15"}));
    CHECK(keys(step).keys[7] == "f15");
    CHECK(keys(step).learning == 2);
}

TEST_CASE("a key that scanners press is refused, and said", "[setup][speech][bad_input]") {
    auto step = after(on_keys(), {KeyPressed{"65", false}});
    CHECK(keys(step).is_unfit);
    CHECK(keys(step).keys == usual);
    CHECK(keys(step).learning == 0);
    CHECK_FALSE(keys(after(step.state, {KeyPressed{"f13", true}})).is_unfit);
    CHECK_FALSE(keys(after(step.state, {KeyChosen{1}})).is_unfit);
}

TEST_CASE("when all are known, further keys change nothing", "[setup][speech]") {
    const auto step = after(on_keys(), pressed({"f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9"}));
    CHECK(keys(step).keys[7] == "f8");
    CHECK(keys(step).learning == 8);
}

TEST_CASE("without a change nothing is saved, and back forgets", "[setup][speech]") {
    for (const auto& events : {Events{NextChosen{}}, Events{KeyPressed{"f13", true}, BackChosen{}}}) {
        const auto step = after(on_keys(), events);
        CHECK(screen_of<CameraScreen>(step) != nullptr);
        CHECK(effect_in<SaveKeys>(step) == nullptr);
    }
}

TEST_CASE("the keys wait until a change of the camera is saved", "[setup][speech]") {
    const auto step = after(state_on(CameraScreen{}), {CameraSettingsRead{"auto"}, CameraWanted{false}, KeysOpened{}});
    CHECK(screen_of<CameraScreen>(step) != nullptr);
}
