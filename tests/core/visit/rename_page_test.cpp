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

TEST_CASE("a correction that is given up leads back to the person, with no question open and no answer awaited", "[staff]") {
    auto walk = on_page(person_page());
    walk.take(StaffRequested{StaffRequestKind::undo, at}).take(CorrectionStarted{at});
    CHECK_FALSE(page_of<RenamePage>(walk).back.sure);
    walk.take(Confirmed{at});
    const auto request = walk.news<DoForStaff>()->request;
    walk.take(Cancelled{at});
    REQUIRE(page_name(walk) == "person");
    walk.take(StaffAnswered{request, {StaffVerdict::done, asa(), {}}, at});
    CHECK(walk.effects.empty());
    CHECK(walk.take(StaffRequested{StaffRequestKind::check_in, at}).news<DoForStaff>());
}

TEST_CASE("a correction that the desk refuses stays on its page and can be sent again", "[staff]") {
    auto walk = on_page(person_page());
    walk.take(CorrectionStarted{at}).take(Confirmed{at});
    walk.take(StaffAnswered{walk.state.last_request, {StaffVerdict::nobody, {}, {}}, at});
    REQUIRE(page_name(walk) == "rename");
    CHECK(page_of<RenamePage>(walk).note == StaffNote::nobody);
    CHECK(walk.take(Confirmed{at}).news<DoForStaff>());
}
