#include "core/import/row_to_person.hpp"

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

const std::vector<std::string> headings{"Förnamn", "Efternamn", "Organisation", "Biljettkod", "Status", "Titel"};

PersonInRow row_of(const std::vector<std::string_view>& cells, const RegistrationSettings& settings = {}) {
    const auto columns = recognise(headings, settings, "list.csv:1");
    REQUIRE(columns);
    return person_in(RowView(cells, *columns), *columns, headings, settings);
}

std::vector<RowIssueKind> kinds(const PersonInRow& row) {
    std::vector<RowIssueKind> out;
    for (const auto& issue : row.issues) out.push_back(issue.kind);
    return out;
}

using enum RowIssueKind;
using Kinds = std::vector<RowIssueKind>;

}  // namespace

TEST_CASE("a valid row is a person without issues", "[person_reader]") {
    const auto row = row_of({"Åsa", "Öström", "Polisen", "k1", "Anmäld", "lärare"});
    CHECK(row.issues.empty());
    CHECK(row.person.title == "lärare");
    CHECK(row.person.status == RegistrationStatus::registered);
    CHECK(row.person.code_kind == CodeKind::exported);
}

TEST_CASE("text that looks damaged is kept unchanged and reported with its column", "[person_reader]") {
    const auto row = row_of({"BjÃ¶rn", "Von Essen", "Link?pings kommun", "k1"});
    CHECK(kinds(row) == Kinds{name_misdecoded, letters_lost, particle_capitalised});
    CHECK(row.person.given == "BjÃ¶rn");
    CHECK(row.person.family == "Von Essen");
    CHECK(row.issues[0].column == "Förnamn");
    CHECK(row.issues[1].column == "Organisation");
    for (const auto& issue : row.issues) CHECK(issue.done == RowIssueAction::kept);
    CHECK(row_of({"Anna", "von Essen", "", "k1"}).issues.empty());
    CHECK(row_of({"Anna", "Von", "", "k1"}).issues.empty());
    CHECK(row_of({"Anna", "Delacroix Ek", "", "k1"}).issues.empty());
}

TEST_CASE("a row without a code gets one later, and a row without name and code is rejected", "[person_reader]") {
    const auto row = row_of({"Bo", "Ek", "Polisen", ""});
    CHECK(row.person.code_kind == CodeKind::issued);
    CHECK(kinds(row) == Kinds{code_issued});
    CHECK(kinds(row_of({"", "", "Polisen", ""})) == Kinds{code_issued, nobody});
    CHECK(kinds(row_of({"", "", "Polisen", "k1"})) == Kinds{no_name});
}

TEST_CASE("a personal identity number is left out", "[person_reader][PRV-1]") {
    const auto row = row_of({"Bo", "Ek", "811218-9876", "k1", "", "19811218-9876"});
    CHECK(row.person.organisation.empty());
    CHECK(row.person.title.empty());
    CHECK(kinds(row) == Kinds{personal_number, personal_number});
    CHECK(row.issues[0].done == RowIssueAction::left_out);
}

TEST_CASE("the organiser can define what a status means", "[person_reader][status]") {
    RegistrationSettings settings;
    CHECK(kinds(row_of({"Bo", "Ek", "", "k1", "Deltar digitalt"})) == Kinds{status_unknown});
    CHECK(row_of({"Bo", "Ek", "", "k1", "Deltar digitalt"}).unknown_status == "Deltar digitalt");
    settings.status_words = {{"deltar Digitalt", RegistrationStatus::withdrawn}, {"Betald", RegistrationStatus::waiting_list}};
    CHECK(row_of({"Bo", "Ek", "", "k1", "Deltar digitalt"}, settings).person.status == RegistrationStatus::withdrawn);
    CHECK(row_of({"Bo", "Ek", "", "k1", "Betald"}, settings).person.status == RegistrationStatus::waiting_list);
}

TEST_CASE("a row with more cells than headings is rejected", "[person_reader]") {
    const auto row = row_of({"Bo", "Ek", "", "k1", "", "", " ", "x"});
    REQUIRE_FALSE(row.issues.empty());
    CHECK(row.issues[0].kind == row_long);
    CHECK(row.issues[0].done == RowIssueAction::rejected);
}

TEST_CASE("a full name is split", "[person_reader]") {
    Registration who;
    split_name("af Hjortsberg, Ann-Cathrine", who);
    CHECK(who.family == "af Hjortsberg");
    split_name("María José de la Cruz", who);
    CHECK(who.given == "María José");
    CHECK(who.family == "de la Cruz");
}
