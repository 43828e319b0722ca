// Answers to Microsoft Forms and Google Forms.
#include "tests/core/core_fixture.hpp"
#include "tests/core/import/export_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("Microsoft Forms in Swedish: the names of people who were not signed in are in the answers", "[systems][forms]") {
    const auto reading = export_of(
        "ID;Starttid;Slutförandetid;E-post;Namn;Vad heter du?;Organisation;Sektor\n"
        "1;2027-05-01 09:00;2027-05-01 09:01;anonymous;anonymous;Åsa Öström;Linköpings kommun;Kommun\n"
        "2;2027-05-01 09:00;2027-05-01 09:01;bo@example.org;Bo Ek;;Polisen;Polis\n");
    CHECK(reading.system == "Microsoft Forms");
    CHECK(kept(reading, 0) == "|Åsa|Öström|Linköpings kommun|registered");
    CHECK(reading.people[0].registration.export_key == "1");
    CHECK(reading.people[0].email.empty());
    CHECK(kept(reading, 1) == "|Bo|Ek|Polisen|registered");
    CHECK(reading.people[1].registration.code_kind == CodeKind::issued);
    CHECK(reading.issues.empty());
}

TEST_CASE("Microsoft Forms in English and German", "[systems][forms]") {
    CHECK(kept(export_of("ID,Start time,Completion time,Email,Name,Last modified time,First name,Last "
                         "name,Company\n1,a,b,x@example.org,,,Åsa,Öström,Polisen\n"),
               0) == "|Åsa|Öström|Polisen|registered");
    CHECK(kept(export_of("Id;Startzeit;Fertigstellungszeit;E-Mail;Name;Vorname;Nachname;Firma\n1;a;b;x@example.org;anonymous;"
                         "Jörg;Weiß;Stadt\n"),
               0) == "|Jörg|Weiß|Stadt|registered");
}

TEST_CASE("Google Forms in Swedish, English and German", "[systems][forms]") {
    const auto reading = export_of(
        "Tidsstämpel,E-postadress,För- och efternamn,Arbetsplats,Kost\n"
        "2027/05/01 9:00:00 fm EET,asa@example.org,Åsa af Öström,Linköpings kommun,vegetarian\n");
    CHECK(reading.system == "Google Forms");
    CHECK(kept(reading, 0) == "|Åsa|af Öström|Linköpings kommun|registered");
    CHECK(reading.people[0].email == "asa@example.org");
    for (const auto& use : reading.columns) CHECK(use.heading != "Kost");
    CHECK(export_of("Timestamp,Email Address,First name,Last name\nx,a@example.org,Bo,Ek\n").system == "Google Forms");
    CHECK(export_of("Zeitstempel,E-Mail-Adresse,Vorname,Nachname\nx,a@example.org,Bo,Ek\n").system == "Google Forms");
}

TEST_CASE("a person who answers twice is read once, and colleagues with one address are separate people", "[systems][forms]") {
    const auto reading = export_of(
        "Tidsstämpel,E-postadress,Förnamn,Efternamn\nx,a@example.org,Bo,Ek\nx,A@example.org,bo,ek\nx,a@example.org,Cia,Al\n");
    CHECK(reading.people.size() == 2);
    CHECK(reading.rejected.empty());
    REQUIRE(reading.issues.size() == 2);
    CHECK(reading.issues[0] == RowIssue{3, RowIssueKind::registered_twice, RowIssueAction::joined, "E-postadress", 2});
    CHECK(reading.issues[1] == RowIssue{4, RowIssueKind::email_twice, RowIssueAction::kept, "E-postadress", 2});
}

TEST_CASE("a status column of a form is used", "[systems][forms]") {
    const auto reading = export_of("Tidsstämpel,Förnamn,Efternamn,Status\nx,Bo,Ek,Avbokad\ny,Cia,Al,Deltar digitalt\n");
    CHECK(kept(reading, 0) == "|Bo|Ek||withdrawn");
    REQUIRE(reading.rejected.size() == 1);
    CHECK(reading.rejected[0].kind == RowIssueKind::status_unknown);
    CHECK(reading.questions.at(0).word == "Deltar digitalt");
}

TEST_CASE("two protected people with one address are separate people", "[systems][forms][protected]") {
    const auto reading = export_of(
        "Tidsstämpel,E-postadress,Förnamn,Efternamn,Skyddad "
        "identitet\nx,a@example.org,Eva,Hemlig,ja\ny,a@example.org,Ada,Dold,ja\n");
    CHECK(reading.people.size() == 2);
    CHECK(reading.rejected.empty());
}
