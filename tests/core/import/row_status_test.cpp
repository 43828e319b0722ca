#include "core/import/row_status.hpp"

#include "tests/core/core_fixture.hpp"
#include "tests/core/import/row_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

const std::vector<std::string> headings{"Förnamn", "Efternamn", "Organisation", "Biljettkod", "Status", "Avbokad"};

PersonInRow row_of(const std::vector<std::string_view>& cells, const RegistrationSettings& settings = {}) {
    return person_below(headings, cells, settings);
}

using enum RowIssueKind;
using Kinds = std::vector<RowIssueKind>;

}  // namespace

TEST_CASE("the organiser can define what a status means", "[status]") {
    RegistrationSettings settings;
    CHECK(kinds(row_of({"Bo", "Ek", "", "k1", "Deltar digitalt"})) == Kinds{status_unknown});
    CHECK(row_of({"Bo", "Ek", "", "k1", "Deltar digitalt"}).unknown_status.at(0).second == "Deltar digitalt");
    settings.status_words = {{"deltar Digitalt", RegistrationStatus::withdrawn}, {"Betald", RegistrationStatus::waiting_list}};
    CHECK(row_of({"Bo", "Ek", "", "k1", "Deltar digitalt"}, settings).person.status == RegistrationStatus::withdrawn);
    CHECK(row_of({"Bo", "Ek", "", "k1", "Betald"}, settings).person.status == RegistrationStatus::waiting_list);
}

TEST_CASE("one column that keeps out is enough, and a date of cancellation is one", "[status]") {
    CHECK(row_of({"Bo", "Ek", "", "k1", "Anmäld", ""}).person.status == RegistrationStatus::registered);
    CHECK(row_of({"Bo", "Ek", "", "k1", "Anmäld", "nej"}).person.status == RegistrationStatus::registered);
    CHECK(row_of({"Bo", "Ek", "", "k1", "Anmäld", "2027-05-02"}).person.status == RegistrationStatus::withdrawn);
    CHECK(row_of({"Bo", "Ek", "", "k1", "Väntelista", "nej"}).person.status == RegistrationStatus::waiting_list);
}

TEST_CASE("a word that nobody knows keeps out, and is asked about", "[status]") {
    const auto row = row_of({"Bo", "Ek", "", "k1", "Hoppsan", ""});
    CHECK(row.person.status == RegistrationStatus::withdrawn);
    REQUIRE(row.unknown_status.size() == 1);
    CHECK(row.unknown_status[0].first == "Status");
    CHECK(row.unknown_status[0].second == "Hoppsan");
}

TEST_CASE("a cancellation in the name counts, and one in another text is told", "[status]") {
    const auto in_name = row_of({"Bo", "Ek (avbokad)", "", "k1", "Anmäld", ""});
    CHECK(in_name.person.status == RegistrationStatus::withdrawn);
    const auto in_text = row_of({"Bo", "Ek", "Polisen, har avbokat", "k1", "Anmäld", ""});
    CHECK(in_text.person.status == RegistrationStatus::registered);
    REQUIRE_FALSE(in_text.issues.empty());
    CHECK(in_text.issues[0].kind == cancelled_in_text);
}
