// Lists made by hand.
#include "tests/core/core_fixture.hpp"
#include "tests/core/import/export_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("lists with common headings are recognised", "[systems][list]") {
    CHECK(kept(export_of("Namn;Arbetsplats;E-post\nÅsa Öström;Linköpings kommun;asa@example.org\n"), 0) ==
          "|Åsa|Öström|Linköpings kommun|registered");
    CHECK(kept(export_of("Efternamn;Förnamn;Myndighet\nÖström;Åsa;Polisen\n"), 0) == "|Åsa|Öström|Polisen|registered");
    CHECK(kept(export_of("Full name,Company,Code\nÅsa Öström,Polisen,k1\n"), 0) == "k1|Åsa|Öström|Polisen|registered");
    const auto reading = export_of(
        "Förnamn;Efternamn;Organisation;Befattning;Sektor;Språk;Biljettkod;Anmälningsstatus;Mobil;Kost;Personnummer\n"
        "Åsa;Öström;Polisen;kommissarie;Polis;sv;k1;Reserv;0701234567;vegan;811218-9876\n");
    CHECK(kept(reading, 0) == "k1|Åsa|Öström|Polisen|waiting_list");
    CHECK(reading.people[0].registration.title == "kommissarie");
    for (const auto& use : reading.columns)
        CHECK((use.heading != "Mobil" && use.heading != "Kost" && use.heading != "Personnummer"));
}

TEST_CASE("a row without a code gets one, and is reported", "[systems][list]") {
    const auto reading = export_of("Förnamn;Efternamn;Biljettkod\nÅsa;Öström;k1\nBo;Ek;\n");
    REQUIRE(reading.people.size() == 2);
    CHECK(reading.people[1].registration.code_kind == CodeKind::issued);
    REQUIRE(reading.issues.size() == 1);
    CHECK(reading.issues[0] == RowIssue{3, RowIssueKind::code_issued, RowIssueAction::kept, "Biljettkod", 0});
}

TEST_CASE("text above the headings is skipped and told", "[systems][list]") {
    const auto reading = export_of("Deltagarlista;;\n;;\nFörnamn;Efternamn;Biljettkod\nBo;Ek;k1\n");
    CHECK(kept(reading, 0) == "k1|Bo|Ek||registered");
    REQUIRE(reading.issues.size() == 1);
    CHECK(reading.issues[0] == RowIssue{1, RowIssueKind::above_headings, RowIssueAction::left_out, {}, 0});
}

TEST_CASE("totals, sections and remarks are no people", "[systems][list]") {
    const auto reading = export_of(
        "Förnamn;Efternamn;Organisation;E-post\nPolisen:;;;\nÅsa;Ek;Polisen;a@example.org\nSumma;Ek;Skolan;\nSumma;;2;\nTotalt;;;"
        "\n"
        "Antal anmälda;;2;\nExporterad 2026-11-01;;;\n");
    REQUIRE(reading.people.size() == 2);
    CHECK(kept(reading, 1) == "|Summa|Ek|Skolan|registered");  // a person may be called that
    CHECK(reading.issues.size() == 5);
    for (const auto& issue : reading.issues) CHECK(issue.done == RowIssueAction::left_out);
}

TEST_CASE("repeated headings are refused with the line", "[systems][list][bad_input]") {
    CHECK(contains(export_problem("Förnamn;Efternamn;Biljettkod\nBo;Ek;k1\nFörnamn;Efternamn;Biljettkod\nCia;Al;k2\n"),
                   "export.csv:3"));
    CHECK(export_of("Förnamn;Efternamn;Biljettkod\n").is_blank());  // import_service decides whether that is an error
    CHECK(contains(export_problem("Förnamn;Förnamn;Efternamn\nBo;Bo;Ek\n"), "export.csv:1"));
    CHECK(contains(export_problem(""), "empty"));
}

TEST_CASE("headings in two languages, one row below the other, are no person, and that is told", "[systems][list]") {
    const auto reading = export_of("Förnamn;Efternamn;Biljettkod\nFirst name;Last name;Code\nCia;Al;k2\n");
    REQUIRE(reading.people.size() == 1);
    CHECK(reading.people[0].registration.given == "Cia");
    CHECK(reading.people[0].registration.ticket_code == "k2");
    REQUIRE(reading.issues.size() == 1);
    CHECK(reading.issues[0].kind == RowIssueKind::above_headings);
    CHECK(reading.issues[0].line == 2);
}

TEST_CASE("a person whose names are words of headings is a person", "[systems][list]") {
    const auto reading = export_of("Förnamn;Efternamn;Skyddad identitet;E-post\nHemlig;Person;Ja;h@example.org\nBo;Ek;;b@x.se\n");
    REQUIRE(reading.people.size() == 2);
    CHECK(reading.people[0].registration.family == "Person");
    CHECK(reading.people[0].registration.is_protected);
}

TEST_CASE("an export of another seminar is refused, and only this seminar's rows of several are read",
          "[systems][list][bad_input]") {
    RegistrationSettings settings;
    settings.event = "tillsammans";
    settings.columns = {{"event", "Seminarium"}};
    CHECK(contains(export_problem("Namn;Biljettkod;Seminarium\nBo Ek;k1;annat\nCia Al;k2;annat\n", settings), "another event"));
    const auto reading = export_of("Namn;Biljettkod;Seminarium\nBo Ek;k1;annat\nCia Al;k2;Tillsammans\n", settings);
    CHECK(reading.people.size() == 1);
    CHECK(reading.foreign_codes == std::vector<std::string>{"k1"});
}

TEST_CASE("one list in all encodings and dialects gives the same people", "[systems][list]") {
    const std::vector<std::string> files{"Namn;Organisation\nÅsa Öström;Skåne\n",
                                         "\xef\xbb\xbfNamn,Organisation\r\n\"Åsa Öström\",Skåne\r\n",
                                         "sep=\t\nNamn\tOrganisation\nA\xcc\x8asa O\xcc\x88stro\xcc\x88m\tSka\xcc\x8ane\n",
                                         "Namn;Organisation\n\xc5sa \xd6str\xf6m;Sk\xe5ne\n",
                                         "Namn;Organisation\n\x81sa \x85str\x9am;Sk\x8cne\n",
                                         "Namn|Organisation\n\xc2\xa0Åsa\xc2\xa0  Öström |Skåne\n"};
    for (const auto& file : files) CHECK(kept(export_of(file), 0) == "|Åsa|Öström|Skåne|registered");
    std::string wide = "\xff\xfe";
    for (const char c : std::string("Namn;Organisation\nBo Ek;Kisa\n")) wide += std::string{c, '\0'};
    CHECK(kept(export_of(wide), 0) == "|Bo|Ek|Kisa|registered");
}
