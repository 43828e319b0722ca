#include "core/visit/occupancy_meter.hpp"

#include "tests/core/visit/visit_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

/// A door, seen on its way from screen to screen.
struct WatchedDoor {
    OccupancyMeter meter;

    void shows(Screen screen, std::chrono::milliseconds after_noon) {
        State state = on_screen(std::move(screen));
        state.now = noon + after_noon;
        meter.saw(state);
    }
};

StaffPin pin_for(PinPurpose purpose) {
    StaffPin pin;
    pin.purpose = std::move(purpose);
    return pin;
}

}  // namespace

TEST_CASE("a visit lasts from the scan until Welcome is shown again", "[visit][occupancy]") {
    WatchedDoor door;
    door.shows(Welcome{}, 0s);
    door.shows(LookingUp{}, 5s);
    door.shows(Confirm{}, 5500ms);
    door.shows(Printing{}, 9s);
    door.shows(Done{}, 12s);
    CHECK(door.meter.take().visits() == 0);
    door.shows(Welcome{}, 16s);
    const auto visits = door.meter.take();
    CHECK(visits.visits() == 1);
    CHECK(visits.by_second()[11] == 1);
    CHECK(door.meter.take().visits() == 0);
}

TEST_CASE("the next ticket's scan ends the visit before, a second try does not", "[visit][occupancy]") {
    WatchedDoor door;
    door.shows(LookingUp{}, 0s);
    door.shows(Trouble{}, 1s);
    door.shows(LookingUp{}, 4s);  // the same visitor shows another code
    door.shows(Confirm{}, 5s);
    door.shows(Done{}, 8s);
    door.shows(LookingUp{}, 10s);
    door.shows(AlreadyIn{}, 11s);
    door.shows(Welcome{}, 13s);
    const auto visits = door.meter.take();
    CHECK(visits.visits() == 2);
    CHECK(visits.by_second()[10] == 1);
    CHECK(visits.by_second()[3] == 1);
}

TEST_CASE("a search by name counts from its beginning, also where it is given up", "[visit][occupancy]") {
    WatchedDoor door;
    door.shows(Search{}, 0s);
    door.shows(Offer{}, 20s);
    door.shows(Search{}, 22s);
    door.shows(Welcome{}, 90s);
    const auto visits = door.meter.take();
    CHECK(visits.visits() == 1);
    CHECK(visits.by_second()[90] == 1);
}

TEST_CASE("staff at the screen are no visit, staff who help a visitor are part of it", "[visit][occupancy]") {
    WatchedDoor door;
    door.shows(pin_for(OpenStaff{}), 0s);
    door.shows(staff_on(OverviewPage{}), 5s);
    door.shows(Welcome{}, 60s);
    CHECK(door.meter.take().visits() == 0);
    door.shows(Trouble{}, 61s);  // a code that nobody knows
    door.shows(staff_on(OverviewPage{}), 70s);
    door.shows(Welcome{}, 80s);
    CHECK(door.meter.take().visits() == 0);
    door.shows(AlreadyIn{}, 100s);
    door.shows(pin_for(ReprintFor{}), 110s);
    door.shows(AlreadyIn{}, 120s);
    door.shows(Welcome{}, 130s);
    const auto visits = door.meter.take();
    CHECK(visits.visits() == 1);
    CHECK(visits.by_second()[30] == 1);
}

TEST_CASE("counts are due once the door has been idle for a minute, or staff are at it", "[visit][occupancy]") {
    WatchedDoor door;
    door.shows(Welcome{}, 0s);
    CHECK_FALSE(door.meter.due());
    door.shows(LookingUp{}, 5s);
    CHECK_FALSE(door.meter.due());
    door.shows(Welcome{}, 9s);
    CHECK(door.meter.due() == noon + 69s);
    door.shows(Welcome{}, 30s);  // a printer's news, the time: nobody came
    CHECK(door.meter.due() == noon + 69s);
    door.shows(LookingUp{}, 40s);
    CHECK_FALSE(door.meter.due());
    door.shows(Welcome{}, 44s);
    door.shows(staff_on(OverviewPage{}), 50s);
    REQUIRE(door.meter.due());
    CHECK(*door.meter.due() <= noon + 50s);
    CHECK(door.meter.take().visits() == 2);
    CHECK_FALSE(door.meter.due());
}
