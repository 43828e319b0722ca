#include "core/visit/deadlines.hpp"
#include "tests/core/visit/staff_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("checking in needs one tap, and undo and protect need two", "[staff]") {
    auto walk = on_page(person_page());
    walk.take(StaffRequested{StaffRequestKind::check_in, at});
    REQUIRE(walk.news<DoForStaff>());
    CHECK(std::get<CheckIn>(walk.news<DoForStaff>()->action).person == asa().id);
    for (const auto kind : {StaffRequestKind::undo, StaffRequestKind::protect, StaffRequestKind::unprotect}) {
        auto twice = on_page(person_page());
        twice.take(StaffRequested{kind, at});
        CHECK(twice.effects.empty());
        CHECK(page_of<PersonPage>(twice).sure == kind);
        twice.take(StaffRequested{kind, at});
        CHECK(twice.news<DoForStaff>());
        auto declined = on_page(person_page());
        declined.take(StaffRequested{kind, at}).take(Declined{at});
        CHECK_FALSE(page_of<PersonPage>(declined).sure);
        CHECK(declined.effects.empty());
        auto other = on_page(person_page());
        other.take(StaffRequested{kind, at}).take(StaffRequested{StaffRequestKind::reprint, at});
        CHECK(std::holds_alternative<Reprint>(other.news<DoForStaff>()->action));
    }
}

TEST_CASE("a second badge needs a reason, a first one does not", "[staff][PRN-8]") {
    auto page = person_page();
    auto history = *page.history;
    history.badges.push_back({});
    history.badges.back().state = OrderState::printed;
    page.history = std::make_shared<const PersonHistory>(history);
    auto walk = on_page(page);
    walk.take(StaffRequested{StaffRequestKind::reprint, at});
    CHECK(walk.effects.empty());
    CHECK(page_of<PersonPage>(walk).sure == StaffRequestKind::reprint);
    walk.take(StaffRequested{StaffRequestKind::reprint, at});
    CHECK_FALSE(page_of<PersonPage>(walk).sure);
    walk.take(StaffRequested{StaffRequestKind::reprint, at}).take(StaffRequested{StaffRequestKind::print_lost, at});
    REQUIRE(walk.news<DoForStaff>());
    CHECK(std::get<Reprint>(walk.news<DoForStaff>()->action).why == ReprintReason::lost);

    history.badges.back().state = OrderState::failed;
    page.history = std::make_shared<const PersonHistory>(history);
    auto first = on_page(page);
    first.take(StaffRequested{StaffRequestKind::reprint, at});
    REQUIRE(first.news<DoForStaff>());
    CHECK(std::get<Reprint>(first.news<DoForStaff>()->action).why == ReprintReason::unsaid);
}

TEST_CASE("the outcome of a request is shown, and the history is reloaded", "[staff]") {
    auto walk = on_page(person_page());
    walk.take(StaffRequested{StaffRequestKind::check_in, at});
    const auto request = walk.news<DoForStaff>()->request;
    walk.take(StaffRequested{StaffRequestKind::check_in, at});
    CHECK(walk.effects.empty());  // one request at a time
    StaffAnswer answer{StaffVerdict::done, asa(), BadgeOrder{}};
    walk.take(StaffAnswered{request, answer, at});
    CHECK(page_of<PersonPage>(walk).note == StaffNote::printing);
    CHECK(page_of<PersonPage>(walk).shown_name.empty());  // the person may be protected next
    REQUIRE(walk.news<LoadPerson>());
    walk.take(PersonLoaded{walk.news<LoadPerson>()->request, nullptr, at});
    CHECK(page_of<PersonPage>(walk).is_missing);
    auto failed = on_page(person_page());
    failed.take(StaffRequested{StaffRequestKind::check_in, at}).take(DeskFailed{1, ErrorCode::disk_full, at});
    CHECK(page_of<PersonPage>(failed).note == StaffNote::failed);
}

TEST_CASE("a new live view reloads a person's page under the same number", "[staff]") {
    auto walk = on_page(person_page());
    walk.take(LiveViewChanged{door_of({asa()}), {}, {}, at});
    REQUIRE(walk.news<LoadPerson>());
    CHECK(walk.news<LoadPerson>()->request == 7);
    CHECK(walk.state.last_request == 0);
}

TEST_CASE("a history that arrives does not keep the staff screen open longer", "[staff]") {
    auto walk = on_page(person_page());
    const auto before = closes_at(walk.state);
    walk.take(
        PersonLoaded{page_of<PersonPage>(walk).request, std::make_shared<const PersonHistory>(), at + std::chrono::seconds{30}});
    CHECK(page_of<PersonPage>(walk).history != nullptr);
    CHECK(closes_at(walk.state) == before);
}

TEST_CASE("from a person the button to the door leads to the door, and the one back to the list", "[staff]") {
    // The next one in front of the screen may be a visitor.
    auto walk = on_page(person_page());
    walk.take(Cancelled{at});
    CHECK(std::holds_alternative<Welcome>(walk.state.screen));
    auto back = on_page(person_page());
    back.take(PersonClosed{at});
    CHECK(std::holds_alternative<PeoplePage>(std::get<Staff>(back.state.screen).page));
}

TEST_CASE("a protected person's name is shown for a reason only, until the page is left", "[staff][protected][PRV-5]") {
    auto page = person_page();
    auto history = *page.history;
    history.who.is_protected = true;
    history.who.alias = "Deltagare 07";
    page.history = std::make_shared<const PersonHistory>(history);
    auto walk = on_page(page);
    walk.take(StaffRequested{StaffRequestKind::show_name, at});
    CHECK(walk.effects.empty());
    CHECK(page_of<PersonPage>(walk).sure == StaffRequestKind::show_name);
    walk.take(StaffRequested{StaffRequestKind::show_name, at});  // a second tap is no reason
    CHECK(walk.effects.empty());
    walk.take(StaffRequested{StaffRequestKind::show_in_emergency, at});
    REQUIRE(walk.news<DoForStaff>());
    const auto asked = std::get<ShowName>(walk.news<DoForStaff>()->action);
    CHECK(asked.person == asa().id);
    CHECK(asked.why == ShowReason::in_emergency);
    CHECK(page_of<PersonPage>(walk).shown_name.empty());
    const auto request = walk.news<DoForStaff>()->request;
    walk.take(StaffAnswered{request, {StaffVerdict::done, asa(), {}}, at});
    CHECK(page_of<PersonPage>(walk).shown_name == "Åsa Öström");
    walk.take(PersonClosed{at});
    walk.take(PersonOpened{asa().id, at});
    CHECK(page_of<PersonPage>(walk).shown_name.empty());
}

TEST_CASE("nobody asks for a name that stands there already", "[staff][protected]") {
    auto walk = on_page(person_page());
    walk.take(StaffRequested{StaffRequestKind::show_name, at}).take(StaffRequested{StaffRequestKind::show_as_asked, at});
    CHECK(walk.effects.empty());
    CHECK_FALSE(page_of<PersonPage>(walk).sure);
}
