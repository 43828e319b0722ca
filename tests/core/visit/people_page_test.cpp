#include "tests/core/visit/staff_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("typing finds people as letters come, folded, and the list starts at its top", "[staff]") {
    auto walk = on_page(OverviewPage{});
    walk.take(LiveViewChanged{door_of({asa(), person("2", "Bo", "Ek")}), {}, {}, at}).take(StaffPageOpened{StaffTab::people, at});
    CHECK(page_of<PeoplePage>(walk).shown->size() == 2);
    walk.take(Scrolled{1, at}).take(PanelChosen{PeoplePanel::keyboard, at}).take(Typed{"o", at}).take(Typed{"s", at});
    CHECK(page_of<PeoplePage>(walk).shown->size() == 1);
    CHECK(page_of<PeoplePage>(walk).top == 0);
    walk.take(Typed{"x", at});
    CHECK(page_of<PeoplePage>(walk).shown->empty());
    walk.take(Erased{at}).take(Confirmed{at});
    CHECK(page_of<PeoplePage>(walk).panel == PeoplePanel::none);
    CHECK(page_of<PeoplePage>(walk).shown->size() == 1);
}

TEST_CASE("a person who checks in while the list is shown moves to the other filter", "[staff]") {
    auto walk = on_page(OverviewPage{});
    walk.take(LiveViewChanged{door_of({asa()}), {}, {}, at})
        .take(StaffPageOpened{StaffTab::people, at})
        .take(FilterChosen{PeopleFilter::inside, at});
    CHECK(page_of<PeoplePage>(walk).shown->empty());
    walk.take(LiveViewChanged{door_of({asa()}, {asa().id}), {}, {}, at});
    CHECK(page_of<PeoplePage>(walk).shown->size() == 1);
}

TEST_CASE("another filter or sector begins at the top of its list, without the panel", "[staff]") {
    auto walk = on_page(OverviewPage{});
    auto bo = person("2", "Bo", "Ek");
    bo.category = "Fack";
    walk.take(LiveViewChanged{door_of({asa(), bo}), {}, {}, at}).take(StaffPageOpened{StaffTab::people, at});
    walk.take(Scrolled{1, at}).take(FilterChosen{PeopleFilter::not_yet, at});
    CHECK(page_of<PeoplePage>(walk).top == 0);
    CHECK(page_of<PeoplePage>(walk).shown->size() == 2);
    walk.take(Scrolled{1, at}).take(PanelChosen{PeoplePanel::sectors, at}).take(SectorChosen{"Fack", at});
    CHECK(page_of<PeoplePage>(walk).top == 0);
    CHECK(page_of<PeoplePage>(walk).panel == PeoplePanel::none);
    CHECK(page_of<PeoplePage>(walk).shown->size() == 1);
}

TEST_CASE("from a person staff come back to the list as they left it, without the keyboard", "[staff]") {
    auto walk = on_page(OverviewPage{});
    walk.take(LiveViewChanged{door_of({asa(), person("2", "Bo", "Ek")}), {}, {}, at}).take(StaffPageOpened{StaffTab::people, at});
    walk.take(PanelChosen{PeoplePanel::keyboard, at}).take(Typed{"b", at}).take(PersonOpened{{"id-2"}, at});
    walk.take(PersonClosed{at});
    CHECK(page_of<PeoplePage>(walk).sought == "b");
    CHECK(page_of<PeoplePage>(walk).panel == PeoplePanel::none);
}
