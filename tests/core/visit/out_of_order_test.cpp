#include "tests/core/visit/visit_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("while the database is damaged a code is not looked up, and visitors are sent to the desk", "[visit][repair]") {
    Walk walk;
    walk.state = on_screen(OutOfOrder{});
    walk.state.rules.is_damaged = true;
    walk.take(Scanned{"KOD1", ScanSource::camera, noon});
    CHECK(walk.screen() == "out_of_order");
    CHECK(walk.effects.empty());
    walk.take(StaffCalled{noon});
    CHECK(walk.screen() == "staff_coming");
    walk.take(Scanned{"KOD1", ScanSource::scanner, noon});
    CHECK(walk.effects.empty());
    walk.take(Tick{noon + 1h});
    CHECK(walk.screen() == "out_of_order");
}
