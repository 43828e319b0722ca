#include "tests/core/visit/staff_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("a name is corrected on its own page, but not a protected person's", "[staff]") {
    auto walk = on_page(person_page());
    walk.take(CorrectionStarted{at});
    REQUIRE(page_name(walk) == "rename");
    CHECK(page_of<RenamePage>(walk).family == asa().family);
    walk.take(StaffFieldChosen{StaffField::family, at}).take(Typed{"x", at}).take(StaffFieldChosen{StaffField::sector, at});
    CHECK(page_of<RenamePage>(walk).field == StaffField::family);
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
