#include "core/attendance/inside_list.hpp"

#include "tests/core/visit/visit_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

Registration of_sector(Registration who, const char* sector) {
    who.category = sector;
    return who;
}

}  // namespace

TEST_CASE("people inside are sorted by sector and then by name, those without a sector last", "[inside_list]") {
    const auto oster = of_sector(person("1", "Åsa", "Öster"), "Ånge");
    const auto ek = of_sector(person("2", "Bo", "Ek"), "Ånge");
    const auto alm = of_sector(person("3", "Eva", "Alm"), "Polis");
    const auto none = of_sector(person("4", "Ulf", "Berg"), "");
    const auto absent = of_sector(person("5", "Ida", "Dahl"), "Polis");
    auto hidden = of_sector(person("6", "Hemlig", "Person"), "Polis");
    hidden.is_protected = true;
    hidden.alias = "Deltagare 03";
    const auto view = door_of({oster, ek, alm, none, absent, hidden}, {oster.id, ek.id, alm.id, none.id, hidden.id});
    const auto list = inside_list(*view);
    REQUIRE(list.groups.size() == 3);
    CHECK(list.groups[0].sector == "Polis");
    CHECK(list.groups[1].sector == "Ånge");
    CHECK(list.groups[2].sector.empty());
    REQUIRE(list.groups[1].people.size() == 2);
    CHECK((*view->people)[list.groups[1].people[0]].name == "Bo Ek");
    CHECK((*view->people)[list.groups[1].people[1]].name == "Åsa Öster");
    CHECK(list.groups[0].people.size() == 1);
    REQUIRE(list.groups[2].people.size() == 2);
    CHECK((*view->people)[list.groups[2].people[1]].name == "Deltagare 03");
    CHECK(list.rows() == 3 + 5);
}

TEST_CASE("an empty venue has an empty list", "[inside_list]") {
    const auto list = inside_list(*door_of({asa()}));
    CHECK(list.groups.empty());
    CHECK(list.rows() == 0);
}

TEST_CASE("who came and left is on the list of those who came", "[inside_list]") {
    const auto eva = of_sector(person("1", "Eva", "Alm"), "Polis"), bo = of_sector(person("2", "Bo", "Ek"), "Polis");
    auto view = *door_of({eva, bo, person("3", "Ida", "Dahl")}, {eva.id, bo.id});
    for (auto& presence : view.presence)
        if (presence.first_in) {
            presence.inside_since.reset();
            break;
        }
    CHECK(inside_list(view).groups.front().people.size() == 1);
    REQUIRE(came_list(view).groups.size() == 1);
    CHECK(came_list(view).groups.front().people.size() == 2);
}
