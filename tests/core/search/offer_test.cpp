#include "core/search/offer.hpp"

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("a name needs at least two letters in each field that is not empty", "[search]") {
    CHECK(is_name_enough("Bo", "Ek"));
    CHECK(is_name_enough("Å.sa", "Ö-s"));
    CHECK_FALSE(is_name_enough("B", "Ek"));
    CHECK_FALSE(is_name_enough("Bo", "E"));
    CHECK(is_name_enough("Bo", ""));
    CHECK(is_name_enough(" ", "Bo"));
    CHECK_FALSE(is_name_enough("B", ""));
    CHECK_FALSE(is_name_enough("", ""));
    for (const auto* wild : {"%%", "**", "__", "??", ".*", "12"}) CHECK_FALSE(is_name_enough(wild, wild));
}

TEST_CASE("a single match is offered with a masked name", "[search]") {
    const auto offer = offer_of(std::vector{person("A", "Åsa", "Öström")});
    REQUIRE(offer);
    CHECK(offer->masked == "Åsa Ö., Linköpings kommun");
    CHECK(offer->person.value == "id-A");
}

TEST_CASE("no match, several matches and a protected person all give no offer", "[search][protected]") {
    CHECK_FALSE(offer_of({}));
    CHECK_FALSE(offer_of(std::vector{person("A", "Åsa", "Öström"), person("B", "Åsa", "Öström")}));
    auto who = person("A", "Hemlig", "Person");
    who.is_protected = true;
    CHECK_FALSE(offer_of(std::vector{who}));
}
