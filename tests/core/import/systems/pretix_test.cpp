// Exports of pretix.
#include "tests/core/core_fixture.hpp"
#include "tests/core/import/export_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("pretix order positions in Swedish and German", "[systems][pretix]") {
    const auto swedish = export_of(
        "Förkortning för evenemanget;Bokningsnummer;Positions-ID;Status;E-post;Telefonnummer;Produkt;Namn på deltagare;Namn på "
        "deltagare: Förnamn;Namn på deltagare: Efternamn;"
        "E-post till deltagare;Företag;Adress;Pseudonymisations-ID;Klient-hemlighet;Företag;Språk på bokningen\n"
        "trygg;ABCDE;1;Betald;o@example.org;;Biljett;Åsa Öström;Åsa;Öström;asa@example.org;;Hemgatan 1;P1;s1;Polisen;sv\n"
        "trygg;ABCDE;2;Avbokad;o@example.org;;Biljett;Bo Ek;;;;;;P2;s2;;sv\n"
        "trygg;ABCDE;3;Avvaktande;o@example.org;;Biljett;Cia Al;;;;;;P3;s3;;sv\n");
    CHECK(swedish.system == "pretix order positions");
    CHECK(kept(swedish, 0) == "s1|Åsa|Öström|Polisen|registered");
    CHECK(kept(swedish, 1) == "s2|Bo|Ek||withdrawn");
    CHECK(kept(swedish, 2) == "s3|Cia|Al||unpaid");
    const auto german = export_of(
        "Kurzname der Veranstaltung,Bestellnummer,Position,Status,E-Mail,Produkt,Name Teilnehmer*in,Name Teilnehmer*in: "
        "Vorname,Name Teilnehmer*in: Nachname,Ticket-Code,Bestellsprache\n"
        "trygg,ABCDE,1,bezahlt,o@example.org,Ticket,Jörg Weiß,Jörg,Weiß,s1,de\n");
    CHECK(german.system == "pretix order positions");
    CHECK(kept(german, 0) == "s1|Jörg|Weiß||registered");
    CHECK(german.people[0].registration.title.empty());
}

TEST_CASE("pretix check-in lists in Swedish, and those that can block seats", "[systems][pretix]") {
    const auto reading = export_of(
        "Bokningsnummer,Namn på deltagare,Produkt,Pris,Checkade in,Utcheckad,Automatiskt "
        "incheckad,Betald,Hemligt,E-post,Telefonnummer,Företag,Kupongkod,Blockad,Giltig från,Giltig till\n"
        "ABCDE,Åsa Öström,Biljett,0,,,Nej,Ja,s1,asa@example.org,,Polisen,,,,\nABCDF,Bo "
        "Ek,Biljett,0,,,Nej,Nej,s2,bo@example.org,,,,,,\n");
    CHECK(reading.system == "pretix check-in list");
    CHECK(kept(reading, 0) == "s1|Åsa|Öström|Polisen|registered");
    CHECK(kept(reading, 1) == "s2|Bo|Ek||unpaid");
}

TEST_CASE("pretix's API", "[systems][pretix]") {
    const auto reading = export_of(R"({"count":2,"results":[
        {"id":1,"order":"FOO","positionid":1,"attendee_name":"Åsa Öström","attendee_name_parts":{"_scheme":"given_family","given_name":"Åsa","family_name":"Öström"},
         "attendee_email":"asa@example.org","secret":"z3fsn8jyufm5","company":"Polisen","state":null,"canceled":false,"answers":[]},
        {"id":2,"order":"FOO","positionid":2,"attendee_name":"Bo Ek","attendee_name_parts":{"_scheme":"full","full_name":"Bo Ek"},"attendee_email":null,"secret":"k2","company":null,"canceled":true}]})");
    CHECK(reading.system == "pretix positions (API)");
    CHECK(reading.format == "json");
    CHECK(kept(reading, 0) == "z3fsn8jyufm5|Åsa|Öström|Polisen|registered");
    CHECK(reading.people[0].registration.export_key == "FOO-1");
    CHECK(kept(reading, 1) == "k2|Bo|Ek||withdrawn");
}
