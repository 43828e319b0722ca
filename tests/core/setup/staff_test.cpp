#include "tests/core/setup/setup_fixture.hpp"

using namespace entre;
using namespace entre::setup;
using namespace entre::test;

namespace {

Step staff_with(bool has_pin) { return after(state_on(StaffScreen{}), {StaffSettingsRead{has_pin, false, false}}); }

const StaffScreen& staff(const Step& step) {
    REQUIRE(screen_of<StaffScreen>(step) != nullptr);
    return *screen_of<StaffScreen>(step);
}

Events digits(const std::string& pin) {
    Events keys;
    for (const char digit : pin) keys.push_back(Typed{std::string(1, digit)});
    keys.push_back(TypingDone{});
    return keys;
}

Step typed(Step step, const std::string& pin) { return after(std::move(step.state), digits(pin)); }

}  // namespace

TEST_CASE("a PIN is typed twice and saved", "[setup]") {
    auto step = typed(staff_with(false), "482913");
    CHECK(staff(step).pin.note == NewPinNote::again);
    step = typed(std::move(step), "482913");
    REQUIRE(effect_in<SavePin>(step) != nullptr);
    CHECK(effect_in<SavePin>(step)->pin == "482913");
    CHECK(staff(step).pin.digits.empty());
    CHECK(after(step.state, {NextChosen{}}).effects.empty());  // not while it is being saved
    const auto request = step.state.last_request;
    CHECK(staff(after(step.state, {PinSaved{request, Error{ErrorCode::disk_full, "full"}}})).pin.note == NewPinNote::failed);
    step = after(std::move(step.state), {PinSaved{request, std::nullopt}});
    CHECK(staff(step).has_pin);
    CHECK(effect_in<Check>(after(step.state, {NextChosen{}})) != nullptr);
}

TEST_CASE("two different PINs, or a simple one, are not saved", "[setup]") {
    auto step = typed(typed(staff_with(false), "482913"), "482914");
    CHECK(effect_in<SavePin>(step) == nullptr);
    CHECK(staff(step).pin.note == NewPinNote::differs);
    CHECK(staff(typed(staff_with(false), "123456")).pin.note == NewPinNote::too_simple);
    CHECK(staff(typed(staff_with(false), "12")).pin.note == NewPinNote::none);
}

TEST_CASE("a chosen PIN takes no digits until it is to be changed", "[setup]") {
    auto step = typed(staff_with(true), "482913");
    CHECK(staff(step).pin.digits.empty());
    step = after(std::move(step.state), {PinChangeChosen{}, Typed{"4"}, Typed{"8"}, Erased{}});
    CHECK(staff(step).pin.digits == "4");
    step = after(std::move(step.state), {PinChangeChosen{}});
    CHECK_FALSE(staff(step).is_changing_pin);
    CHECK(staff(step).pin.digits.empty());
}

TEST_CASE("phones are switched on by one tap, and stay off when that cannot be saved", "[setup]") {
    auto step = after(staff_with(true).state, {PhonesChosen{true}});
    REQUIRE(effect_in<SavePhones>(step) != nullptr);
    CHECK(effect_in<SavePhones>(step)->are_on);
    const auto request = step.state.last_request;
    const auto on = after(step.state, {PhonesSaved{request, std::nullopt}});
    REQUIRE(screen_of<PairScreen>(on) != nullptr);  // a phone is paired at once
    CHECK(screen_of<PairScreen>(on)->staff.has_phones);
    CHECK(effect_in<OpenPairing>(on) != nullptr);
    const auto off = after(on.state, {NextChosen{}, PhonesChosen{false}});
    CHECK_FALSE(staff(after(off.state, {PhonesSaved{off.state.last_request, std::nullopt}})).has_phones);
    const auto failed = after(step.state, {PhonesSaved{request, Error{ErrorCode::disk_full, "full"}}});
    CHECK_FALSE(staff(failed).has_phones);
    CHECK(staff(failed).problem);
    CHECK(after(staff_with(true).state, {PhonesChosen{false}}).effects.empty());
}

TEST_CASE("the sound of a call for help is played, and a computer without sound says so", "[setup]") {
    auto step = after(staff_with(true).state, {SoundChosen{}});
    REQUIRE(effect_in<PlayHelpSound>(step) != nullptr);
    CHECK(staff(after(step.state, {SoundPlayed{true}})).sound == SoundTry::played);
    CHECK(staff(after(step.state, {SoundPlayed{false}})).sound == SoundTry::failed);
    CHECK(screen_of<CameraScreen>(after(step.state, {BackChosen{}})) != nullptr);
}

TEST_CASE("a recovery code is shown until the screen is left, and needs a PIN first", "[setup]") {
    CHECK(after(staff_with(false).state, {RecoveryChosen{}}).effects.empty());
    auto step = after(staff_with(true).state, {RecoveryChosen{}});
    REQUIRE(effect_in<MakeRecovery>(step) != nullptr);
    CHECK(after(step.state, {RecoveryChosen{}}).effects.empty());
    CHECK(after(step.state, {NextChosen{}}).effects.empty());
    const auto request = step.state.last_request;
    CHECK(staff(after(step.state, {RecoveryMade{request, {}, false, Error{ErrorCode::disk_full, "full"}}})).problem);
    step = after(std::move(step.state), {RecoveryMade{request, "48291 30477", true, std::nullopt}});
    CHECK(staff(step).recovery == "48291 30477");
    CHECK(staff(step).has_recovery);
    step = after(std::move(step.state), {BackChosen{}});
    CHECK(screen_of<CameraScreen>(step) != nullptr);
}
