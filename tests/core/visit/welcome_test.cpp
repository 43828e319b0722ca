#include "core/visit/deadlines.hpp"
#include "tests/core/visit/visitor_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("the welcome screen reacts only to a code, search, a call for staff and the staff door", "[visit]") {
    Walk walk;
    walk.take(Confirmed{noon}).take(Cancelled{noon}).take(Typed{"x", noon}).take(Tick{noon + 1h});
    CHECK(walk.screen() == "welcome");
    CHECK_FALSE(next_deadline(walk.state));
    scan(walk, "KOD1");
    CHECK(walk.screen() == "looking_up");
}

TEST_CASE("while a visitor waits for staff, the sound is repeated until staff answer", "[visit][help]") {
    Walk walk;
    walk.take(StaffCalled{noon});
    CHECK(walk.news<PlaySound>());
    walk.take(Tick{noon + 30s});
    REQUIRE(walk.screen() == "welcome");
    for (int minute = 1; minute <= 3; ++minute) {
        const auto next = next_deadline(walk.state);
        REQUIRE(next == noon + minute * help_sounds_every);
        walk.take(Tick{*next});
        CHECK(walk.news<PlaySound>());
        CHECK(walk.news<AlertStaff>());
    }
    walk.state.help.clear();
    CHECK_FALSE(next_deadline(walk.state));
}
