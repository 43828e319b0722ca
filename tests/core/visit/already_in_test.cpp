#include "tests/core/visit/visitor_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("a reason for a reprint is accepted only after the PIN", "[visit][pin]") {
    Walk walk;
    walk.state = on_screen(AlreadyIn{asa(), morning(), noon});
    walk.take(StaffRequested{StaffRequestKind::print_lost, noon});
    CHECK(walk.effects.empty());
    CHECK(walk.screen() == "already_in");
}

TEST_CASE("a reprint needs the PIN and is a new order", "[visit][pin]") {
    Walk walk;
    walk.state = on_screen(AlreadyIn{asa(), morning(), noon});
    walk.take(ReprintRequested{noon});
    CHECK(walk.screen() == "already_in");  // a visitor never meets the PIN pad
    CHECK(std::get<AlreadyIn>(walk.state.screen).wants_badge);
    walk.take(StaffDoorOpened{noon});
    CHECK(walk.screen() == "staff_pin");
    CHECK_FALSE(walk.news<RecordReprint>());
    pin(walk, true, 1s);
    CHECK(walk.screen() == "already_in");
    CHECK(std::get<AlreadyIn>(walk.state.screen).asks_why);
    CHECK_FALSE(walk.news<RecordReprint>());
    walk.take(StaffRequested{StaffRequestKind::check_in, noon + 1s});  // no reason
    CHECK_FALSE(walk.news<RecordReprint>());
    walk.take(StaffRequested{StaffRequestKind::print_damaged, noon + 1s});
    REQUIRE(walk.news<RecordReprint>());
    CHECK(walk.news<RecordReprint>()->person == asa().id);
    CHECK(walk.news<RecordReprint>()->why == ReprintReason::damaged);
    walk.take(
        CheckInRecorded{walk.state.last_request, Verdict::admitted, morning(), asa(), {"again"}, BadgeName::full, noon + 2s});
    CHECK(walk.news<PrintBadge>()->order.value == "again");
}
