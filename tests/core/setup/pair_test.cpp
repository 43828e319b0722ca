#include "tests/core/setup/setup_fixture.hpp"

using namespace entre;
using namespace entre::setup;
using namespace entre::test;

namespace {

const PairingCode code{"https://192.168.1.20:8443/pair#secret", "https://192.168.1.20:8443", "482913", "AB12"};

State staff_state(StaffScreen screen = {}) {
    screen.is_read = screen.has_pin = screen.has_phones = true;
    return state_on(screen);
}

/// The screen with a code, asked for by request 8.
State on_pair() { return after(staff_state(), {PairChosen{}, PhonesInvited{8, code, {}, std::nullopt}}).state; }

const PairScreen& shown(const Step& step) {
    const auto* screen = screen_of<PairScreen>(step);
    REQUIRE(screen != nullptr);
    return *screen;
}

}  // namespace

TEST_CASE("a phone is paired while the screen is shown, and the page closes with it", "[setup]") {
    auto step = after(staff_state(), {PairChosen{}});
    REQUIRE(effect_in<OpenPairing>(step) != nullptr);
    CHECK(effect_in<OpenPairing>(step)->folder == "/seminars/Oro");
    CHECK(effect_in<OpenPairing>(step)->request == 8);
    CHECK_FALSE(shown(step).code);
    step = after(on_pair(), {PhonesInvited{8, code, {"Safari, iPhone"}, std::nullopt}});
    CHECK(shown(step).code == code);
    CHECK(shown(step).phones == std::vector<std::string>{"Safari, iPhone"});
    for (const Event& leaving : Events{NextChosen{}, BackChosen{}}) {
        const auto left = after(on_pair(), {leaving});
        CHECK(screen_of<StaffScreen>(left) != nullptr);
        CHECK(effect_in<ClosePairing>(left) != nullptr);
    }
}

TEST_CASE("without a network there is a reason and no code, until there is one", "[setup][bad_input]") {
    auto step = after(on_pair(), {PhonesInvited{8, std::nullopt, {}, Error{ErrorCode::address_taken, "no network"}}});
    CHECK_FALSE(shown(step).code);
    CHECK(shown(step).problem);
    step = after(std::move(step.state), {PhonesInvited{8, code, {}, std::nullopt}});
    CHECK(shown(step).code == code);
    CHECK_FALSE(shown(step).problem);
}

TEST_CASE("a code of an earlier visit is not shown", "[setup]") {
    const auto step = after(staff_state(), {PairChosen{}, NextChosen{}, PairChosen{}, PhonesInvited{8, code, {}, std::nullopt}});
    CHECK_FALSE(shown(step).code);
    CHECK(shown(after(step.state, {PhonesInvited{9, code, {}, std::nullopt}})).code == code);
}

TEST_CASE("the staff step is as it was after a phone was paired", "[setup]") {
    StaffScreen before;
    before.recovery = "48291 30477";
    before.pin.digits = "48";
    before.sound = SoundTry::playing;
    const auto step = after(staff_state(before), {PairChosen{}, SoundPlayed{true}, NextChosen{}});
    const auto* staff = screen_of<StaffScreen>(step);
    REQUIRE(staff != nullptr);
    CHECK(staff->recovery == "48291 30477");
    CHECK(staff->pin.digits == "48");
    CHECK(staff->sound == SoundTry::none);  // can be tried again
}

TEST_CASE("no phone is paired while phones are off, or while an answer is waited for", "[setup]") {
    auto off = staff_state();
    std::get<StaffScreen>(off.screen).has_phones = false;
    CHECK(after(off, {PairChosen{}}).effects.empty());
    for (int i = 0; i < 3; ++i) {
        StaffScreen waiting;
        if (i == 0) waiting.saving = 7;
        if (i == 1) waiting.making_recovery = 7;
        if (i == 2) waiting.pin.note = NewPinNote::saving;
        const auto step = after(staff_state(waiting), {PairChosen{}});
        CHECK(screen_of<StaffScreen>(step) != nullptr);
        CHECK(step.effects.empty());
    }
}
