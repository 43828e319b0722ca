#include "core/attendance/organisations.hpp"

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

LiveView list_of(const std::vector<std::string>& organisations) {
    std::vector<Registration> people;
    for (const auto& organisation : organisations) {
        auto who = person("A" + std::to_string(people.size()), "Bo", "Ek");
        who.organisation = organisation;
        people.push_back(who);
    }
    return live_view(std::make_shared<const PersonRows>(person_rows(people)), {}, {}, {});
}

}  // namespace

TEST_CASE("organisations are suggested by how many people they have", "[organisations]") {
    const auto view = list_of({"Polisen", "Region 8", "Polisen", "Åk 9B", "", "Region 8", "Polisen"});
    CHECK(organisations_like(view, "") == std::vector<std::string>{"Polisen", "Region 8", "Åk 9B"});
    CHECK(organisations_like(view, "re") == std::vector<std::string>{"Region 8"});
    CHECK(organisations_like(view, "åk") == std::vector<std::string>{"Åk 9B"});
}

TEST_CASE("any word of an organisation may be typed", "[organisations]") {
    const auto view = list_of({"Linköpings kommun", "IF Metall avd. 3"});
    CHECK(organisations_like(view, "metall") == std::vector<std::string>{"IF Metall avd. 3"});
    CHECK(organisations_like(view, "etall").empty());
}

TEST_CASE("what is complete has no suggestions, and a long list is cut", "[organisations]") {
    CHECK(organisations_like(list_of({"Polisen", "Polisen i Öst"}), "Polisen").empty());
    std::vector<std::string> many;
    for (int i = 0; i < 20; ++i) many.push_back("Region " + std::to_string(i));
    CHECK(organisations_like(list_of(many), "region").size() == max_suggestions);
}

TEST_CASE("a protected person's organisation is not suggested", "[organisations]") {
    auto who = person("A", "Bo", "Ek");
    who.organisation = "Skyddad AB";
    who.is_protected = true;
    who.alias = "Deltagare 01";
    const std::vector<Registration> people{who};
    CHECK(organisations_like(live_view(std::make_shared<const PersonRows>(person_rows(people)), {}, {}, {}), "").empty());
}
