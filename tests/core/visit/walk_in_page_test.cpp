#include "tests/core/visit/staff_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("a walk-in is added, and the form is ready for the next one", "[staff]") {
    auto walk = on_page(WalkInPage{});
    CHECK(page_of<WalkInPage>(walk.take(Confirmed{at})).note == StaffNote::no_name);
    walk.take(Typed{"B", at})
        .take(Typed{"o", at})
        .take(StaffFieldChosen{StaffField::sector, at})
        .take(SectorChosen{"Kommun", at});
    walk.take(Typed{"z", at}).take(Confirmed{at});
    const auto* order = walk.news<DoForStaff>();
    REQUIRE(order);
    CHECK(std::get<WalkIn>(order->action).given == "Bo");
    CHECK(std::get<WalkIn>(order->action).category == "Kommun");
    walk.take(StaffAnswered{order->request, {StaffVerdict::done, person("9", "Bo", ""), BadgeOrder{}}, at});
    CHECK(page_of<WalkInPage>(walk).given.empty());
    CHECK(page_of<WalkInPage>(walk).written == "Bo");
}

TEST_CASE("when the seminar is full, staff must confirm a walk-in", "[staff][full]") {
    auto walk = on_page(WalkInPage{"Bo", "Ek", "", "", StaffField::given, false, false, StaffNote::none, ""});
    walk.take(Confirmed{at});
    CHECK_FALSE(std::get<WalkIn>(walk.news<DoForStaff>()->action).is_sure);
    walk.take(StaffAnswered{1, {StaffVerdict::full, {}, {}}, at});
    CHECK(page_of<WalkInPage>(walk).note == StaffNote::full);
    walk.take(Confirmed{at});
    CHECK(std::get<WalkIn>(walk.news<DoForStaff>()->action).is_sure);
}

TEST_CASE("text typed after the warning that the seminar is full keeps the warning, and the next tap checks in",
          "[staff][full]") {
    auto walk = on_page(WalkInPage{"Bo", "Ek", "", "", StaffField::given, false, false, StaffNote::none, ""});
    walk.take(Confirmed{at}).take(StaffAnswered{1, {StaffVerdict::full, {}, {}}, at});
    walk.take(Typed{"s", at});
    CHECK(page_of<WalkInPage>(walk).note == StaffNote::full);
    walk.take(Confirmed{at});
    CHECK(std::get<WalkIn>(walk.news<DoForStaff>()->action).is_sure);
    auto other = on_page(WalkInPage{"", "", "", "", StaffField::given, false, false, StaffNote::no_name, ""});
    CHECK(page_of<WalkInPage>(other.take(Typed{"B", at})).note == StaffNote::none);
}

TEST_CASE("organisations are suggested only while one is typed", "[staff]") {
    auto walk = on_page(WalkInPage{});
    walk.take(LiveViewChanged{door_of({person("9", "Bo", "Ek", "Polisen")}), {}, {}, at});
    walk.take(StaffFieldChosen{StaffField::organisation, at});
    CHECK(page_of<WalkInPage>(walk).suggestions == std::vector<std::string>{"Polisen"});
    walk.take(Typed{"x", at});
    CHECK(page_of<WalkInPage>(walk).suggestions.empty());
    walk.take(Erased{at}).take(StaffFieldChosen{StaffField::given, at});
    CHECK(page_of<WalkInPage>(walk).suggestions.empty());
}
