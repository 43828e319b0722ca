// Exports of Odoo.
#include "tests/core/core_fixture.hpp"
#include "tests/core/import/export_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("Odoo in English, Swedish and German", "[systems][odoo]") {
    const auto english = export_of(
        "Attendee Name,Email,Phone,Company Name,Event,Event Ticket,Booked by,Barcode,Status,Attended Date\n"
        "Åsa Öström,asa@example.org,,Polisen,Trygghet,Vanlig,Chef,12345678901234567890,Registered,\n");
    CHECK(english.system == "Odoo");
    CHECK(kept(english, 0) == "12345678901234567890|Åsa|Öström|Polisen|registered");
    CHECK(
        kept(export_of(
                 "Deltagarnamn;E-post;Telefon;Företagsnamn;Evenemang;Biljettyp;Bokad av;Streckkoder;Status;Datum för deltagande\n"
                 "Åsa Öström;a@example.org;;Polisen;Trygghet;Vanlig;;9876543210987654321;Annullerad;\n"),
             0) == "9876543210987654321|Åsa|Öström|Polisen|withdrawn");
    CHECK(kept(export_of("Teilnehmername;E-Mail;Unternehmensname;Veranstaltung;Tickettyp;Barcode;Status\nJörg "
                         "Weiß;j@example.org;Stadt;x;y;77;Registriert\n"),
               0) == "77|Jörg|Weiß|Stadt|registered");
}

TEST_CASE("Odoo: codes that a spreadsheet rounded are reported and never guessed", "[systems][odoo]") {
    const auto reading = export_of("Attendee Name,Barcode,Status\nÅsa Öström,1.23457E+19,Registered\nBo Ek,42,Registered\n");
    CHECK(reading.people.size() == 1);
    REQUIRE(reading.rejected.size() == 1);
    CHECK(reading.rejected[0] == RowIssue{2, RowIssueKind::code_rounded, RowIssueAction::rejected, "Barcode", 0});
}

TEST_CASE("for Odoo without barcodes the error says which column to add", "[systems][odoo]") {
    CHECK(contains(export_problem("Attendee Name,Email,Event Ticket,Booked by,Status\nÅsa Öström,a@example.org,x,y,Registered\n"),
                   "Barcode"));
}
