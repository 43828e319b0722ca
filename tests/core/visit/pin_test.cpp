#include "tests/core/visit/visitor_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("five wrong PINs lock the staff door for a minute, and each further one for twice as long", "[visit][pin][KIO-2]") {
    CHECK(pin_pause(0) == 0s);
    CHECK(pin_pause(4) == 0s);
    CHECK(pin_pause(5) == 60s);
    CHECK(pin_pause(6) == 120s);
    CHECK(pin_pause(7) == 240s);
    CHECK(pin_pause(1000) == 1h);
    Walk walk;
    walk.take(StaffDoorOpened{noon});
    for (int i = 0; i < 5; ++i) pin(walk, false, i * 1s);
    REQUIRE(walk.state.pin_locked_until);
    CHECK(*walk.state.pin_locked_until == noon + 64s);
    pin(walk, true, 30s);
    CHECK(walk.screen() == "staff_pin");  // not even the right one
    walk.take(Cancelled{noon + 40s}).take(StaffDoorOpened{noon + 41s});
    pin(walk, true, 50s);
    CHECK(walk.screen() == "staff_pin");  // leaving and coming back does not help
    walk.take(Cancelled{noon + 60s}).take(StaffDoorOpened{noon + 63s});
    pin(walk, false, 65s);
    CHECK(*walk.state.pin_locked_until == noon + 185s);
    walk.take(Cancelled{noon + 100s}).take(StaffDoorOpened{noon + 184s});
    pin(walk, true, 186s);
    CHECK(walk.screen() == "staff");
    CHECK(walk.state.wrong_pins == 0);
    CHECK_FALSE(walk.state.pin_locked_until);
}

TEST_CASE("a wrong PIN is said until the next digit, and while one is checked no other is typed", "[visit][pin]") {
    Walk walk;
    const auto screen = [&] { return std::get<StaffPin>(walk.state.screen); };
    walk.take(StaffDoorOpened{noon});
    pin(walk, false, 1s);
    CHECK(screen().was_wrong);
    walk.take(Typed{"2", noon + 2s});
    CHECK_FALSE(screen().was_wrong);
    for (const char digit : std::string("04817")) walk.take(Typed{std::string(1, digit), noon + 3s});
    walk.take(Confirmed{noon + 3s});
    REQUIRE(walk.news<CheckPin>());
    walk.take(Typed{"9", noon + 3s});
    CHECK(screen().digits.empty());
    CHECK_FALSE(walk.take(Confirmed{noon + 3s}).news<CheckPin>());
}

TEST_CASE("without a PIN the staff screens cannot be opened", "[visit][pin]") {
    Walk walk;
    walk.state.rules.has_pin = false;
    walk.take(StaffDoorOpened{noon});
    pin(walk, true, 1s);
    CHECK(walk.screen() == "staff_pin");
    Walk reprint;
    reprint.state = on_screen(AlreadyIn{asa(), morning(), noon});
    reprint.state.rules.has_pin = false;
    reprint.take(ReprintRequested{noon}).take(StaffCalled{noon});
    CHECK(reprint.screen() == "staff_coming");
}
