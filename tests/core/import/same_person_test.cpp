// Rows that are one person, and rows that are not.
#include "core/import/same_person.hpp"

#include "tests/core/core_fixture.hpp"
#include "tests/core/import/export_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("of rows that are one person the one that lets in counts in any order", "[same_person]") {
    const std::string cancelled = "Anna;Ek;anna@example.org;Avbokad\n", waiting = "Anna;Ek;anna@example.org;Väntelista\n",
                      unpaid = "Anna;Ek;anna@example.org;Obetald\n", registered = "Anna;Ek;ANNA@example.org;Anmäld\n";
    for (const auto& rows :
         {cancelled + registered, registered + cancelled, waiting + unpaid + registered, registered + waiting}) {
        CAPTURE(rows);
        const auto reading = export_of("Förnamn;Efternamn;E-post;Status\n" + rows);
        REQUIRE(reading.people.size() == 1);
        CHECK(reading.rejected.empty());
        CHECK(kept(reading, 0) == "|Anna|Ek||registered");
        REQUIRE_FALSE(reading.issues.empty());
        CHECK(reading.issues[0].kind == RowIssueKind::registered_twice);
        CHECK(reading.issues[0].done == RowIssueAction::joined);
    }
    CHECK(kept(export_of("Förnamn;Efternamn;E-post;Status\n" + cancelled + unpaid), 0) == "|Anna|Ek||unpaid");
}

TEST_CASE("without an e-mail address a cancelled row needs no place", "[same_person]") {
    const auto reading = export_of("Förnamn;Efternamn;Organisation;Status\nAnna;Ek;Polisen;Avbokad\nAnna;Ek;Polisen;Anmäld\n");
    REQUIRE(reading.people.size() == 1);
    CHECK(kept(reading, 0) == "|Anna|Ek|Polisen|registered");
}

TEST_CASE("the same row several times without an e-mail address is one person, and the list says so", "[same_person]") {
    const auto reading =
        export_of("Förnamn;Efternamn;Organisation\nAnna;Ek;Polisen\nAnna;Ek;Polisen\nAnna;Ek;Polisen\nAnna;Ek;Skolan\n");
    CHECK(reading.people.size() == 2);
    REQUIRE(reading.issues.size() == 2);
    for (const auto& issue : reading.issues) CHECK(issue.kind == RowIssueKind::registered_twice);
}

TEST_CASE("the same ticket code twice for one person is one registration", "[same_person]") {
    const auto reading = export_of("Förnamn;Efternamn;Biljettkod;Status\nAnna;Ek;k1;Avbokad\nAnna;Ek;k1;Anmäld\n");
    REQUIRE(reading.people.size() == 1);
    CHECK(kept(reading, 0) == "k1|Anna|Ek||registered");
}

TEST_CASE("a code for a group leaves nobody out", "[same_person]") {
    const auto reading =
        export_of("Förnamn;Efternamn;Biljettkod\nÅsa;Ek;ORDER-77\nBo;Al;ORDER-77\nCia;Bo;ORDER-77\nDan;Cu;ORDER-78\n");
    REQUIRE(reading.people.size() == 4);
    CHECK(kept(reading, 0) == "ORDER-77|Åsa|Ek||registered");
    CHECK(kept(reading, 1) == "|Bo|Al||registered");
    CHECK(reading.people[1].registration.code_kind == CodeKind::issued);
    REQUIRE(reading.issues.size() == 2);
    CHECK(reading.issues[0] == RowIssue{3, RowIssueKind::code_shared, RowIssueAction::kept, "Biljettkod", 2});
}

TEST_CASE("namesakes with one address and different titles are two people", "[same_person]") {
    const auto reading = export_of(
        "Förnamn;Efternamn;Organisation;Titel;E-post\nAnna;Andersson;Polisen;kurator;info@example.org\n"
        "Anna;Andersson;Polisen;rektor;info@example.org\n");
    CHECK(reading.people.size() == 2);
    CHECK(reading.issues.at(0).kind == RowIssueKind::email_twice);
}

TEST_CASE("a person who is protected in one of two rows is protected", "[same_person][protected]") {
    for (const auto* rows :
         {"Eva;Ek;e@example.org;Ja\nEva;Ek;e@example.org;Nej\n", "Eva;Ek;e@example.org;Nej\nEva;Ek;e@example.org;Ja\n"}) {
        const auto reading = export_of("Förnamn;Efternamn;E-post;Skyddad identitet\n" + std::string(rows));
        REQUIRE(reading.people.size() == 1);
        CHECK(reading.people[0].registration.is_protected);
    }
}

TEST_CASE("what only one of two rows says is kept", "[same_person]") {
    const auto reading = export_of(
        "Förnamn;Efternamn;E-post;Organisation;Biljettkod;Status\nAnna;Ek;a@example.org;Polisen;k1;Avbokad\nAnna;Ek;a@example."
        "org;;;Anmäld\n");
    REQUIRE(reading.people.size() == 1);
    CHECK(kept(reading, 0) == "k1|Anna|Ek|Polisen|registered");
    CHECK(reading.people[0].registration.code_kind == CodeKind::exported);  // not one that Entré may issue anew
}

TEST_CASE("a guest whom one of two rows flags is flagged", "[same_person]") {
    for (const auto* rows :
         {"Anna;Ek;a@example.org;Ja\nAnna;Ek;a@example.org;\n", "Anna;Ek;a@example.org;\nAnna;Ek;a@example.org;Ja\n"}) {
        const auto reading = export_of("Förnamn;Efternamn;E-post;Säg till\n" + std::string(rows));
        REQUIRE(reading.people.size() == 1);
        CHECK(reading.people[0].registration.is_flagged);
    }
}
