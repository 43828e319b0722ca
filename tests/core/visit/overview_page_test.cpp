#include "tests/core/visit/staff_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("the PIN opens the live view, and calls for help are kept until they are answered", "[staff]") {
    Walk walk;
    walk.take(StaffCalled{at}).take(StaffCalled{at}).take(StaffDoorOpened{at});
    for (const auto* digit : {"2", "0", "4", "8", "1", "7"}) walk.take(Typed{digit, at});
    walk.take(Confirmed{at});
    walk.take(PinChecked{walk.news<CheckPin>()->request, true, at});
    REQUIRE(walk.screen() == "staff");
    CHECK(page_name(walk) == "overview");
    REQUIRE(walk.state.help.size() == 1);  // the same visitor, who tapped again
    CHECK(walk.state.help[0].from == "welcome");
    CHECK(health_of(walk.state).help_wanted == 1);
    walk.take(HelpMet{walk.state.help[0].number, at});
    CHECK(walk.state.help.empty());
}
