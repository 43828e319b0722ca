#include "core/import/name_words.hpp"

#include "tests/core/core_fixture.hpp"
#include "tests/core/import/export_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("what stands for nobody is no name", "[import][names]") {
    for (const auto* name :
         {"TBA", "N.N.", "-", "Meddelas senare", "Deleted user", "[deleted]", "Anonymized", "Borttagen användare",
          "Slettet bruker", "Gelöschter Benutzer", "Test Testsson", "Konferensrum A", "Sal 1", "Vakant"}) {
        INFO(name);
        CHECK(is_no_real_name(name));
    }
    for (const auto* name : {"Bo Al", "Sal Al", "Okan Dur", "Testa Rossi", "Anna Vakant", "Maria Rum", "Gudrun Medlem"}) {
        INFO(name);
        CHECK_FALSE(is_no_real_name(name));
    }
}

TEST_CASE("families are several people", "[import][names]") {
    CHECK(is_household("Familjen Ek"));
    CHECK(is_household("Fam. Ek"));
    CHECK_FALSE(is_household("Familjen"));
    CHECK_FALSE(is_household("Fanny Ek"));
}

TEST_CASE("a calendar's words for a room are known", "[import][rows]") {
    CHECK(is_word_of_resource("Resource (Room or Equipment)"));
    CHECK(is_word_of_resource("Resurs"));
    CHECK_FALSE(is_word_of_resource("Resurscentrum"));
    CHECK_FALSE(is_word_of_resource("Obligatorisk deltagare"));
}

TEST_CASE("a person who works as a resource at a school is a person", "[reader][rows]") {
    CHECK(export_of("Namn;Tjänst;Skola\nÅsa Ek;Resurs;Berga\nBo Al;Lärare;Berga\n").people.size() == 2);
}

TEST_CASE("titles are taken off the beginning of a name", "[import][names]") {
    CHECK(without_title("Dr. Anna").name == "Anna");
    CHECK(without_title("Prof. Dr. Anna Ek").title == "Prof. Dr.");
    CHECK(without_title("Fil. dr. Anna").name == "Anna");
    CHECK(without_title("överste Anna").title == "överste");
    CHECK(without_title("Fru Anna").name == "Anna");
    CHECK(without_title("Fru Anna").title.empty());
    for (const auto* name : {"Anna", "Dr.", "Med Anna", "Th. Anna", "von Anna"}) {
        INFO(name);
        CHECK_FALSE(without_title(name).had_title);
    }
}

TEST_CASE("a name without its title is read, and told", "[reader][names]") {
    const auto reading = export_of("Namn;Organisation\nDr. Åsa Ek;LiU\nProf Bo von Al;LiU\n");
    CHECK(kept(reading, 0) == "|Åsa|Ek|LiU|registered");
    CHECK(reading.people[0].registration.title == "Dr.");
    CHECK(kept(reading, 1) == "|Bo|von Al|LiU|registered");
    REQUIRE(reading.issues.size() == 2);
    CHECK(reading.issues[0].kind == RowIssueKind::title_in_name);
}

TEST_CASE("deleted accounts and rooms among the people are told", "[reader][names]") {
    const auto reading = export_of(
        "Förnamn;Efternamn;E-post;Typ\nÅsa;Ek;a@example.org;\nDeleted;User;d@example.org;\nMeddelas;senare;;\n"
        "Sal;1;sal@example.org;Resurs\n");
    REQUIRE(reading.people.size() == 3);
    REQUIRE(reading.issues.size() == 3);
    CHECK(reading.issues[0].kind == RowIssueKind::placeholder_name);
    CHECK(reading.issues[1].kind == RowIssueKind::placeholder_name);
    CHECK(reading.issues[2].kind == RowIssueKind::resource_row);
    CHECK(reading.issues[2].done == RowIssueAction::left_out);
}
