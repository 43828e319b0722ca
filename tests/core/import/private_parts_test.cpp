#include "core/import/cell_damage.hpp"

#include "tests/core/core_fixture.hpp"

using namespace entre;

TEST_CASE("personal identity numbers, e-mail addresses and telephone numbers are taken out of a text", "[damage][PRV-1]") {
    const std::vector<std::pair<std::string, std::string>> all{{"Ek 811218-9876", "Ek"},
                                                               {"Bo (811218-9876)", "Bo"},
                                                               {"Pnr 198112189876", ""},
                                                               {"Åsa Ek (asa@example.org)", "Åsa Ek"},
                                                               {"rektor 070-123 45 67", "rektor"},
                                                               {"tel: +46 70 123 45 67, rektor", "rektor"},
                                                               {"asa@example.org", ""},
                                                               {"19811218 9876 Ek", "Ek"}};
    for (const auto& [text, rest] : all) {
        CAPTURE(text);
        const auto found = without_private_parts(text);
        REQUIRE(found);
        CHECK(found->text == rest);
    }
    CHECK(without_private_parts("Ek 811218-9876")->had_personal_number);
    CHECK(without_private_parts("a@example.org")->had_email);
    CHECK(without_private_parts("070-1234567")->had_phone);
}

TEST_CASE("other numbers and signs are no private parts", "[damage]") {
    for (const auto* text : {"Avdelning 4", "Lag 2027", "Bo @ Polisen", "Skola 12-16 år", "Enhet 20270520", "811218-9875",
                             "Projekt 12-0123456789", ""})
        CHECK_FALSE(without_private_parts(text));
}
