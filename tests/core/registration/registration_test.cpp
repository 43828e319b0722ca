#include "core/registration/registration.hpp"

#include "core/base/enum_text.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("a person is shown with both names, or with the only one", "[registration]") {
    CHECK(display_name(person("A", "Ann-Cathrine", "af Hjortsberg")) == "Ann-Cathrine af Hjortsberg");
    CHECK(display_name(person("A", "小明", "王")) == "王小明");
    CHECK(display_name(person("A", "민수", "김")) == "김민수");
    CHECK(display_name(person("A", "Ming", "王")) == "Ming 王");
    CHECK(display_name(person("A", "Sukarno", "")) == "Sukarno");
    CHECK(display_name(person("A", "", "Berg")) == "Berg");
    CHECK(display_name(person("A", "小明", "王")) == "王小明");
    CHECK(display_name(person("A", "민수", "김")) == "김민수");
    CHECK(display_name(person("A", "Ming", "王")) == "Ming 王");
    CHECK(greeting_name(person("A", "Åsa", "Öström")) == "Åsa");
    CHECK(greeting_name(person("A", "", "Berg")) == "Berg");
}

TEST_CASE("a masked name is enough to recognise oneself", "[registration][search]") {
    CHECK(masked_name(person("A", "Åsa", "Öström")) == "Åsa Ö., Linköpings kommun");
    CHECK(masked_name(person("A", "Åsa", "O\xcc\x88strom", "")) == "Åsa O\xcc\x88.");
    CHECK(masked_name(person("A", "Ann-Cathrine", "af Hjortsberg", "")) == "Ann-Cathrine a.");
    CHECK(masked_name(person("A", "Sukarno", "", "NGO")) == "Sukarno, NGO");
}

TEST_CASE("names are sorted without lower-case particles, but with capitalised ones", "[registration][sort]") {
    const auto key = [](std::string given, std::string family) {
        return name_sort_key(person("A", std::move(given), std::move(family)));
    };
    CHECK(key("Carl", "von Essen") < key("Åsa", "Etzler"));
    CHECK(key("Bo", "Ek") < key("Märta", "af Ekenstam"));
    CHECK(key("María", "de la Cruz") < key("Bo", "Dahl"));
    CHECK(key("Bo", "Dahl") < key("Magnus", "De la Gardie"));
    CHECK(key("Bo", "Zorn") < key("Ida", "Åkesson"));
    CHECK(key("Suharto", "") < key("Eva", "Sund"));
    CHECK(key("Von", "") == key("Von", ""));
    CHECK_FALSE(is_name_particle("Von"));
}

TEST_CASE("a protected person is shown by alias everywhere", "[registration][protected]") {
    auto who = person("A", "Hemlig", "Person");
    who.is_protected = true;
    who.alias = "Deltagare 07";
    CHECK(display_name(who) == "Deltagare 07");
    CHECK(greeting_name(who) == "Deltagare 07");
    CHECK(masked_name(who) == "Deltagare 07");
    CHECK(name_sort_key(who) < name_sort_key(person("B", "Bo", "Ek")));
}

TEST_CASE("every status is read back from its name", "[registration]") {
    for (int i = 0; i <= static_cast<int>(RegistrationStatus::waiting_list); ++i) {
        const auto status = static_cast<RegistrationStatus>(i);
        CHECK(from_string(to_string(status), RegistrationStatus::waiting_list) == status);
    }
}

TEST_CASE("each status keeps people out further than the one before", "[registration]") {
    using enum RegistrationStatus;
    const std::vector<RegistrationStatus> order{registered, unpaid, waiting_list, withdrawn};
    for (std::size_t i = 1; i < order.size(); ++i) CHECK(distance_from_door(order[i - 1]) < distance_from_door(order[i]));
}
