#include "tests/core/visit/staff_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("a tap on a row and a ticket under the hand scanner open the same page", "[staff]") {
    auto tapped = on_page(PeoplePage{});
    tapped.take(PersonOpened{asa().id, at});
    CHECK(page_of<PersonPage>(tapped).person == asa().id);
    CHECK(tapped.news<LoadPerson>()->person == asa().id);
    auto scanned = on_page(OverviewPage{});
    scanned.take(Scanned{"KOD1", ScanSource::scanner, at});
    REQUIRE(scanned.news<FindTicket>());
    scanned.take(TicketFound{scanned.news<FindTicket>()->request, asa().id, at});
    CHECK(page_of<PersonPage>(scanned).person == asa().id);
    CHECK(scanned.news<LoadPerson>()->person == asa().id);
    auto unknown = on_page(OverviewPage{});
    unknown.take(Scanned{"KOD9", ScanSource::scanner, at});
    unknown.take(TicketFound{1, {}, at});
    CHECK(page_of<PersonPage>(unknown).is_missing);
    PersonPage left = person_page();
    left.back.sought = "bo";
    auto beside = on_page(left);
    beside.take(Scanned{"KOD9", ScanSource::scanner, at}).take(TicketFound{1, {}, at});
    CHECK(page_of<PersonPage>(beside).is_missing);
    CHECK(page_of<PersonPage>(beside).back.sought == "bo");  // the list as it was left
    auto camera = on_page(OverviewPage{});
    camera.take(Scanned{"KOD1", ScanSource::camera, at});
    CHECK(camera.effects.empty());
}

TEST_CASE("while another program writes, staff can look and change nothing", "[staff]") {
    auto walk = on_page(person_page());
    walk.state.rules.writer = "kiosk, process 7";
    for (const Event& request : std::vector<Event>{StaffRequested{StaffRequestKind::check_in, at}, CorrectionStarted{at}})
        CHECK(walk.take(request).effects.empty());
    CHECK(page_name(walk) == "person");
    auto form = on_page(WalkInPage{"Bo", "Ek", "", "", StaffField::given, false, false, StaffNote::none, ""});
    form.state.rules.writer = "kiosk, process 7";
    CHECK(form.take(Confirmed{at}).effects.empty());
}

TEST_CASE("pages that change data close after one minute, the live view after three, the roll call after ten", "[staff][KIO-2]") {
    const auto life = [](StaffPage page) { return *closes_at(on_screen(staff_on(std::move(page)))) - noon; };
    CHECK(life(person_page()) == 60s);
    CHECK(life(WalkInPage{}) == 60s);
    CHECK(life(PeoplePage{}) == 60s);
    CHECK(life(OverviewPage{}) == 3min);
    CHECK(life(RollCallPage{}) == 10min);
}

TEST_CASE("the organiser's window has no timeout", "[staff][organiser]") {
    auto walk = on_page(person_page());
    std::get<Staff>(walk.state.screen).is_organisers = true;
    CHECK_FALSE(next_deadline(walk.state));
    walk.take(Tick{noon + 24h});
    CHECK(page_name(walk) == "person");
    walk.take(Cancelled{at}).take(StaffPageOpened{StaffTab::overview, at});
    CHECK(std::get<Staff>(walk.state.screen).is_organisers);
    walk.take(Cancelled{at});
    CHECK(walk.news<Quit>());
}
