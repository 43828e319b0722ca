#include "tests/core/visit/staff_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("a name is corrected on its own page, but not a protected person's", "[staff]") {
    auto walk = on_page(person_page());
    walk.take(CorrectionStarted{at});
    REQUIRE(page_name(walk) == "rename");
    CHECK(page_of<RenamePage>(walk).family == asa().family);
    walk.take(StaffFieldChosen{StaffField::family, at}).take(Typed{"x", at});
    walk.take(Confirmed{at});
    REQUIRE(walk.news<DoForStaff>());
    CHECK(std::get<Rename>(walk.news<DoForStaff>()->action).family == asa().family + "x");
    walk.take(StaffAnswered{walk.news<DoForStaff>()->request, {StaffVerdict::done, asa(), {}}, at});
    CHECK(page_of<PersonPage>(walk).note == StaffNote::done);
    auto hidden = person_page();
    auto history = *hidden.history;
    history.who.is_protected = true;
    hidden.history = std::make_shared<const PersonHistory>(history);
    auto refused = on_page(hidden);
    CHECK(page_name(refused.take(CorrectionStarted{at})) == "person");
}

TEST_CASE("staff correct organisation and sector, and known organisations are suggested", "[staff]") {
    auto walk = on_page(person_page());
    walk.take(LiveViewChanged{door_of({person("9", "Bo", "Ek", "IF Metall avd. 3")}), {}, {}, at}).take(CorrectionStarted{at});
    CHECK(page_of<RenamePage>(walk).organisation == asa().organisation);
    walk.take(StaffFieldChosen{StaffField::organisation, at});
    while (!page_of<RenamePage>(walk).organisation.empty()) walk.take(Erased{at});
    walk.take(Typed{"m", at});
    REQUIRE(page_of<RenamePage>(walk).suggestions == std::vector<std::string>{"IF Metall avd. 3"});
    walk.take(OrganisationChosen{"IF Metall avd. 3", at});
    CHECK(page_of<RenamePage>(walk).suggestions.empty());
    walk.take(StaffFieldChosen{StaffField::sector, at}).take(SectorChosen{"Fack", at}).take(Confirmed{at});
    const auto& rename = std::get<Rename>(walk.news<DoForStaff>()->action);
    CHECK(rename.organisation == "IF Metall avd. 3");
    CHECK(rename.category == "Fack");
    CHECK(rename.given == asa().given);
}
