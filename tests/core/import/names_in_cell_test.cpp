#include "core/import/names_in_cell.hpp"

#include "tests/core/core_fixture.hpp"

using namespace entre;

namespace {

std::string split(std::string_view full) {
    Registration who;
    const auto rest = split_name(full, who);
    return who.given + "|" + who.family + (rest.after_comma.empty() ? "" : "|" + rest.after_comma);
}

}  // namespace

TEST_CASE("several whole names in a cell are parted", "[names]") {
    using Names = std::vector<std::string>;
    CHECK(names_in("Jan Iu & Kim Ju").names == Names{"Jan Iu", "Kim Ju"});
    CHECK(names_in("Han Gu och Ida Hu").names == Names{"Han Gu", "Ida Hu"});
    CHECK(names_in("Liv Ku/Mia Lu").names == Names{"Liv Ku", "Mia Lu"});
    CHECK(names_in("Ros Pu; Sam Qu; Tor Ru").names == Names{"Ros Pu", "Sam Qu", "Tor Ru"});
    CHECK(names_in("Jan Iu, Kim Ju & Lo Ku").names.size() == 3);
}

TEST_CASE("names that are not plainly several people stay together and are told", "[names]") {
    const auto shared = names_in("Anna och Bo Ek");
    CHECK(shared.names.size() == 1);
    CHECK(shared.may_be_several);
    CHECK(names_in("Gäst till Åsa Ek").may_be_several);
    CHECK_FALSE(names_in("Åsa Ek").may_be_several);
    CHECK(names_in("Gun Fu +1").names.front() == "Gun Fu");
    CHECK(names_in("Gun Fu +1").brings_more);
    for (const auto* text : {"TBA", "N.N.", "-"}) CHECK(names_in(text).is_placeholder);
    CHECK_FALSE(names_in("Bo").is_placeholder);
}

TEST_CASE("a name without a comma is split before the family name", "[names]") {
    CHECK(split("Åsa Öström") == "Åsa|Öström");
    CHECK(split("María José de la Cruz") == "María José|de la Cruz");
    CHECK(split("Sukarno") == "Sukarno|");
}

TEST_CASE("what stands before a comma is a family name only where it is one", "[names]") {
    CHECK(split("af Hjortsberg, Ann-Cathrine") == "Ann-Cathrine|af Hjortsberg");
    CHECK(split("Svensson,Eva") == "Eva|Svensson");
    CHECK(split("King, Martin Luther, Jr.") == "Martin Luther|King Jr.");
    CHECK(split("Van Damme, Jean") == "Jean|Van Damme");
    CHECK(split("Bo Al, rektor") == "Bo|Al|rektor");
    CHECK(split("Cia Bo, Linköpings kommun") == "Cia|Bo|Linköpings kommun");
    CHECK(split("Dan Cu, PhD") == "Dan|Cu|PhD");
    CHECK(split("Du Fia (Polisen)") == "Du|Fia");
}

TEST_CASE("a title after a comma may begin with any small letter", "[names]") {
    CHECK(split("Åsa Öst, överläkare") == "Åsa|Öst|överläkare");
    CHECK(split("Öst, Åsa") == "Åsa|Öst");
}

TEST_CASE("an address tells which of two names is the family name", "[names]") {
    CHECK(is_family_name_first("Ek Åsa", "asa.ek@example.org") == true);
    CHECK(is_family_name_first("Åsa Ek", "asa.ek@example.org") == false);
    CHECK_FALSE(is_family_name_first("Åsa Ek", "info@example.org").has_value());
}

TEST_CASE("what stands behind a dash is no family name, and capitals mark one", "[import][names]") {
    Registration who;
    CHECK(split_name("Anna Ek - Polisen", who).aside);
    CHECK(who.family == "Ek");
    split_name("BO VON ESSEN", who);
    CHECK(who.family == "VON ESSEN");
    split_name("Bo De Geer", who);
    CHECK(who.family == "De Geer");
    CHECK(has_family_name_in_capitals("EK Anna") == true);
    CHECK(has_family_name_in_capitals("Anna EK") == false);
    CHECK_FALSE(has_family_name_in_capitals("ANNA EK"));
    CHECK(names_in("• Anna Ek").names.front() == "Anna Ek");
}
