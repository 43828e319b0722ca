#include "print/badge/badge_sorting.hpp"

#include "tests/support/catch.hpp"

using namespace entre;

namespace {

Registration somebody(const std::string& given, const std::string& family, const std::string& category = "") {
    Registration who;
    who.id.value = given + family;
    who.given = given;
    who.family = family;
    who.category = category;
    return who;
}

std::vector<std::string> names(const std::vector<Registration>& people) {
    std::vector<std::string> out;
    for (const auto& who : people) out.push_back(display_name(who));
    return out;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("badges are sorted by family name in Swedish order", "[badge_order]") {
    const auto sorted = in_badge_order({somebody("Bo", "Öberg"), somebody("Zlatan", "Ängby"), somebody("Eva", "Zorn"),
                                        somebody("Ida", "Åkesson"), somebody("Suharto", ""), somebody("Carl", "von Essen"),
                                        somebody("Bo", "Ek"), somebody("Åsa", "Ek"), somebody("Anna", "Ek")},
                                       Seminar{}, BadgeSortKey::name);
    CHECK(names(sorted) == Names{"Anna Ek", "Bo Ek", "Åsa Ek", "Carl von Essen", "Suharto", "Eva Zorn", "Ida Åkesson",
                                 "Zlatan Ängby", "Bo Öberg"});
}

TEST_CASE("badges are sorted by sector as in seminar.toml, then unknown sectors, then people without one", "[badge_order]") {
    Seminar seminar;
    seminar.categories.push_back({"Polis", LocalText("Polis"), {}});
    seminar.categories.push_back({"Kommun", LocalText("Kommun"), {}});
    const auto sorted = in_badge_order({somebody("A", "A"), somebody("B", "B", "Media"), somebody("C", "C", "kommun"),
                                        somebody("E", "E", "Polis"), somebody("D", "D", "Polis")},
                                       seminar, BadgeSortKey::sector);
    CHECK(names(sorted) == Names{"D D", "E E", "C C", "B B", "A A"});
}

TEST_CASE("a protected person's name or sector does not affect the order, and absentees get no badge", "[badge_order][PRN-8]") {
    Seminar seminar;
    seminar.categories.push_back({"Polis", LocalText("Polis"), {}});
    auto hidden = somebody("Hemlig", "Andersson", "Polis");
    hidden.is_protected = true;
    hidden.alias = "Deltagare 07";
    auto withdrawn = somebody("Vera", "Borta"), waiting = somebody("Kö", "Kösson"), unpaid = somebody("Obet", "Ald");
    withdrawn.status = RegistrationStatus::withdrawn;
    waiting.status = RegistrationStatus::waiting_list;
    unpaid.status = RegistrationStatus::unpaid;
    const std::vector<Registration> people{
        somebody("Bo", "Bengtsson", "Polis"), hidden, somebody("Eva", "Ek", "Polis"), withdrawn, waiting, unpaid};
    CHECK(names(in_badge_order(people, seminar, BadgeSortKey::name)) ==
          Names{"Obet Ald", "Bo Bengtsson", "Deltagare 07", "Eva Ek"});
    CHECK(names(in_badge_order(people, seminar, BadgeSortKey::sector)).back() == "Deltagare 07");
}
