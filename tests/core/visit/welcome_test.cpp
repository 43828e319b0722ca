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
