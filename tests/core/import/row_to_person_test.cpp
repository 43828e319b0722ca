#include "core/import/row_to_person.hpp"

#include "tests/core/core_fixture.hpp"
#include "tests/core/import/export_fixture.hpp"
#include "tests/core/import/row_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

const std::vector<std::string> headings{"Förnamn", "Efternamn", "Organisation", "Biljettkod", "Status", "Titel"};

PersonInRow row_of(const std::vector<std::string_view>& cells, const RegistrationSettings& settings = {}) {
    return person_below(headings, cells, settings);
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

TEST_CASE("text that looks damaged is reported with its column, and kept unless it has one meaning", "[person_reader]") {
    const auto row = row_of({"Bj\xef\xbf\xbdrn", "Von Essen", "Link?pings kommun", "k1"});
    CHECK(kinds(row) == Kinds{name_misdecoded, letters_lost, particle_capitalised});
    CHECK(row.person.given == "Bj\xef\xbf\xbdrn");
    const auto decoded = row_of({"BjÃ¶rn", "O&#039;Brien", "", "k1"});
    CHECK(kinds(decoded) == Kinds{name_redecoded, escapes_decoded});
    CHECK(decoded.person.given == "Björn");
    CHECK(decoded.person.family == "O'Brien");
    CHECK(row.person.family == "Von Essen");
    CHECK(row.issues[0].column == "Förnamn");
    CHECK(row.issues[1].column == "Organisation");
    for (const auto& issue : row.issues) CHECK(issue.done == RowIssueAction::kept);
    CHECK(row_of({"Anna", "von Essen", "", "k1"}).issues.empty());
    CHECK(row_of({"Anna", "Von", "", "k1"}).issues.empty());
    CHECK(row_of({"Anna", "Delacroix Ek", "", "k1"}).issues.empty());
}

TEST_CASE("emoji in a name are left out and told", "[person_reader]") {
    const auto row = row_of({"Åsa 🌸", "Öström", "Polisen", "k1"});
    CHECK(row.person.given == "Åsa");
    CHECK(kinds(row) == Kinds{emoji_removed});
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

TEST_CASE("a row with one cell too many is rejected, and a note beside the table is not read", "[person_reader]") {
    const auto row = row_of({"Bo", "Ek", "", "k1", "", "", "x", " "});
    REQUIRE_FALSE(row.issues.empty());
    CHECK(row.issues[0].kind == row_long);
    CHECK(row.issues[0].done == RowIssueAction::rejected);
    const auto note = row_of({"Bo", "Ek", "", "k1", "", "", " ", "kommer sent"});
    CHECK(kinds(note) == Kinds{note_beside});
    CHECK(note.issues[0].done == RowIssueAction::kept);
}

TEST_CASE("codes that a spreadsheet damaged are rejected, and a personal identity number is no code", "[person_reader][PRV-1]") {
    for (const auto* code : {"2012-03-01", "TRUE", "42.5", "mar-12"})
        CHECK(kinds(row_of({"Bo", "Ek", "", code})) == Kinds{code_reformatted});
    const auto number = row_of({"Bo", "Ek", "", "19811218-9876"});
    CHECK(number.person.ticket_code.empty());
    CHECK(kinds(number) == Kinds{personal_number, code_issued});
    CHECK(row_of({"Bo", "Ek", "", "8112189876"}).person.ticket_code == "8112189876");
    CHECK(row_of({"Bo", "Ek", "",
                  "AB\xe2\x80\x93"
                  "12"})
              .person.ticket_code == "AB-12");
    CHECK(kinds(row_of({"#N/A", "Ek", "", "k1"})) == Kinds{cell_error});
}

TEST_CASE("words beside a ticket code are left out and told, and words alone are no code", "[import][code]") {
    const auto reading =
        export_of("Namn;Biljettkod\nÅsa Ek;ABC123\nBo Al;ABD125 (kopia)\nCia Ny;skickas senare\nDag Ro;ABF127\nEva Su;ABG128\n");
    REQUIRE(reading.people.size() == 5);
    CHECK(reading.people[1].registration.ticket_code == "ABD125");
    CHECK(reading.people[2].registration.ticket_code.empty());
    REQUIRE(reading.issues.size() == 2);
    CHECK(reading.issues[0].kind == RowIssueKind::code_with_words);
    CHECK(reading.issues[1].kind == RowIssueKind::code_issued);
}

TEST_CASE("codes that all have spaces keep them", "[import][code]") {
    const auto reading = export_of("Namn;Biljettkod\nÅsa Ek;VIP 1001\nBo Al;VIP 1002\n");
    CHECK(reading.people.at(0).registration.ticket_code == "VIP 1001");
    CHECK(reading.issues.empty());
}

TEST_CASE("a middle name belongs to the given name, and a particle to the family name", "[import][names]") {
    const auto reading = export_of("Voornaam;Tussenvoegsel;Achternaam;E-mail\nJan;van der;Berg;j@x.nl\nAnna;Maria;Smit;a@x.nl\n");
    CHECK(kept(reading, 0) == "|Jan|van der Berg||registered");
    CHECK(kept(reading, 1) == "|Anna Maria|Smit||registered");
}
