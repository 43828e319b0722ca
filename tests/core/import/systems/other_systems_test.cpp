// Systems that are in no table: their headings and values are understood. One export of each, with somebody who is let in and
// somebody who is not.
#include "tests/core/core_fixture.hpp"
#include "tests/core/import/export_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

/// Reads without a question.
ExportReading understood(std::string_view csv) {
    auto reading = export_of(csv);
    for (const auto& question : reading.questions) FAIL_CHECK(describe(question));
    return reading;
}

}  // namespace

TEST_CASE("Luma", "[systems][other]") {
    const auto reading = understood(
        "api_id,name,first_name,last_name,email,phone_number,created_at,approval_status,checked_in_at,qr_code_url,ticket_name\n"
        "gst-1,Åsa Ek,Åsa,Ek,asa@example.org,,2026-11-01T10:00:00.000Z,approved,,https://lu.ma/check-in/evt-1?pk=g-1,Standard\n"
        "gst-2,Bo Al,Bo,Al,bo@example.org,,2026-11-01T10:01:00.000Z,declined,,https://lu.ma/check-in/evt-1?pk=g-2,Standard\n"
        "gst-3,Cia Bo,Cia,Bo,cia@example.org,,2026-11-01T10:02:00.000Z,waitlist,,https://lu.ma/check-in/evt-1?pk=g-3,Standard\n");
    CHECK(kept(reading, 0) == "https://lu.ma/check-in/evt-1?pk=g-1|Åsa|Ek||registered");
    CHECK(reading.people[1].registration.status == RegistrationStatus::withdrawn);
    CHECK(reading.people[2].registration.status == RegistrationStatus::waiting_list);
}

TEST_CASE("Zoom's registrations and attendee reports", "[systems][other]") {
    const auto list = understood(
        "First Name,Last Name,Email,Organization,Registration Time,Approval Status\n"
        "Åsa,Ek,asa@example.org,Polisen,\"Nov 01, 2026 10:00:00\",approved\nBo,Al,bo@example.org,Polisen,\"Nov 01, 2026 "
        "10:01:00\",denied\n");
    CHECK(kept(list, 0) == "|Åsa|Ek|Polisen|registered");
    CHECK(kept(list, 1) == "|Bo|Al|Polisen|withdrawn");
    const auto report = understood(
        "Attendee Report\nTopic,Webinar ID\nSeminarium,123 4567 8901\nAttendee Details\n"
        "Attended,User Name (Original Name),First Name,Last Name,Email,Registration Time,Approval Status\n"
        "No,Åsa Ek,Åsa,Ek,asa@example.org,\"Nov 01, 2026 10:00:00\",approved\n");
    CHECK(kept(report, 0) == "|Åsa|Ek||registered");
    CHECK(report.issues.at(0).kind == RowIssueKind::above_headings);
}

TEST_CASE("Microsoft Teams", "[systems][other]") {
    const auto reading = understood(
        "Full Name\tRegistration Status\tRegistration Email\tRegistration Time\nÅsa Ek\tRegistered\tasa@example.org\t2026-11-01\n"
        "Bo Al\tCanceled\tbo@example.org\t2026-11-01\n");
    CHECK(kept(reading, 0) == "|Åsa|Ek||registered");
    CHECK(kept(reading, 1) == "|Bo|Al||withdrawn");
}

TEST_CASE("Meetup", "[systems][other]") {
    const auto reading = understood(
        "Name,User ID,Title,RSVP,Guests,RSVPed on\nÅsa Ek,user 1,Member,Yes,0,2026-11-01\nBo Al,user 2,Member,No,0,2026-11-01\n");
    CHECK(reading.people.at(0).registration.status == RegistrationStatus::registered);
    CHECK(reading.people.at(1).registration.status == RegistrationStatus::withdrawn);
}

TEST_CASE("CiviCRM", "[systems][other]") {
    const auto reading = understood(
        "Participant Name,Event,Fee Level,Participant Status,Participant Role,Email\nÅsa "
        "Ek,Trygg,Standard,Registered,Attendee,asa@example.org\n"
        "Bo Al,Trygg,Standard,Cancelled,Attendee,bo@example.org\nCia Bo,Trygg,Standard,On waitlist,Attendee,cia@example.org\n");
    CHECK(kept(reading, 0) == "|Åsa|Ek||registered");
    CHECK(kept(reading, 1) == "|Bo|Al||withdrawn");
    CHECK(kept(reading, 2) == "|Cia|Bo||waiting_list");
}

TEST_CASE("Lyyti asks which of its numbers is in the ticket", "[systems][other]") {
    const auto reading = export_of(
        "First name;Last name;Company/organisation;Email;Participant status;Confirmation "
        "number\nÅsa;Ek;Polisen;asa@example.org;Attending;ABCDE\n"
        "Bo;Al;Skolan;bo@example.org;Not attending;FGHIJ\n");
    REQUIRE(reading.questions.size() == 1);
    CHECK(reading.questions[0].kind == QuestionKind::code_column);
    CHECK(kept(reading, 1) == "|Bo|Al|Skolan|withdrawn");
}

TEST_CASE("Tito asks which of its references is in the ticket", "[systems][other]") {
    const auto reading = export_of(
        "Number,Ticket,Ticket Full Name,Ticket First Name,Ticket Last Name,Ticket Email,Ticket Company Name,Ticket Job "
        "Title,Void Status,Ticket "
        "Reference,Unique Ticket URL,Order Name,Order Email,Order Reference\n"
        "1,Standard,Åsa Ek,Åsa,Ek,asa@example.org,Polisen,rektor,,GIAO-1,https://ti.to/tickets/ti_1,Eva Du,eva@example.org,GIAO\n"
        "2,Standard,Bo Al,Bo,Al,bo@example.org,Skolan,,void,GIAO-2,https://ti.to/tickets/ti_2,Eva Du,eva@example.org,GIAO\n");
    CHECK(reading.questions.size() == 2);
    CHECK(kept(reading, 0) == "|Åsa|Ek|Polisen|registered");
    CHECK(kept(reading, 1) == "|Bo|Al|Skolan|withdrawn");
}

TEST_CASE("Delegia", "[systems][other]") {
    const auto reading = understood(
        "Attendee.PersonFirstName\tAttendee.PersonLastName\tAttendee.PersonDepartment\tAttendee.PersonTitle\tAttendee."
        "PersonEmail\n"
        "Åsa\tEk\tPolisen\trektor\tasa@example.org\n");
    CHECK(kept(reading, 0) == "|Åsa|Ek|Polisen|registered");
    CHECK(reading.people[0].registration.title == "rektor");
}

TEST_CASE("The Events Calendar, Universe, Ticket Tailor, Tixify and Billetto", "[systems][other]") {
    CHECK(kept(understood("Order ID,Order Status,Purchaser Name,Purchaser Email Address,Ticket Type,Ticket Holder Name,Attendee "
                          "ID,Security Code\n"
                          "901,Completed,Eva Du,e@example.org,Standard,Åsa Ek,1001,a1b2c3d4e5\n902,Cancelled,Eva "
                          "Du,e@example.org,Standard,Bo Al,1002,f6a7b8c9d0\n"),
               1) == "f6a7b8c9d0|Bo|Al||withdrawn");
    CHECK(kept(understood("Order number,Ticket type,Guest First Name,Guest Last Name,Guest Email,Ticket Code,Status\n"
                          "1,Std,Åsa,Ek,a@example.org,QX12-AB,active\n2,Std,Bo,Al,b@example.org,QX13-CD,cancelled\n"),
               1) == "QX13-CD|Bo|Al||withdrawn");
    CHECK(
        kept(understood("Order ID,Ticket type,First Name,Last Name,Email,Barcode,Voided\nor_1,Std,Åsa,Ek,a@example.org,AbC12,no\n"
                        "or_2,Std,Bo,Al,b@example.org,DeF34,yes\n"),
             1) == "DeF34|Bo|Al||withdrawn");
    CHECK(kept(understood("order_id,shop_name,barcode,first_name,last_name,email,ticket_name,order_status,ticket_invalidated\n"
                          "1,S,100000000001,Åsa,Ek,a@example.org,Std,completed,false\n1,S,100000000002,Bo,Al,b@example.org,Std,"
                          "cancelled,true\n"),
               1) == "100000000002|Bo|Al||withdrawn");
    CHECK(kept(understood("Navn,E-mail,Billettype,Stregkode,Status\nÅsa Ek,a@example.org,Std,1234567890123,Betalt\n"
                          "Bo Al,b@example.org,Std,1234567890124,Afmeldt\n"),
               1) == "1234567890124|Bo|Al||withdrawn");
}

TEST_CASE("Dans.se, Invajo and pameldingssystem.no", "[systems][other]") {
    CHECK(kept(understood("Förnamn;Efternamn;E-post;Anmälningsstatus;Betald\nÅsa;Ek;a@example.org;Antagen;Ja\nBo;Al;b@example."
                          "org;Reserv;Nej\n"),
               1) == "|Bo|Al||waiting_list");
    CHECK(kept(understood(
                   "Deltagarens namn;Företag;E-postadress;Biljettnummer;Status\nÅsa Ek;Polisen;a@example.org;INV-1001;Betald\n"
                   "Bo Al;Skolan;b@example.org;INV-1002;Makulerad\n"),
               1) == "INV-1002|Bo|Al|Skolan|withdrawn");
    CHECK(kept(understood("Fornavn;Etternavn;E-post;Status\nÅsa;Ek;a@example.org;Påmeldt\nBo;Al;b@example.org;Avslått\n"), 1) ==
          "|Bo|Al||withdrawn");
}

TEST_CASE("forms with free questions", "[systems][other][forms]") {
    const auto google = understood(
        "Tidsstämpel,Vad heter du?,Vilken organisation representerar du?,Din e-postadress,Kommer du?\n"
        "2026-11-01 10:00:00,Åsa Ek,Polisen,a@example.org,Ja\n2026-11-01 10:01:00,Bo Al,Skolan,b@example.org,Nej\n");
    CHECK(kept(google, 0) == "|Åsa|Ek|Polisen|registered");
    CHECK(kept(google, 1) == "|Bo|Al|Skolan|withdrawn");
    const auto microsoft = understood(
        "ID;Starttid;Slutförandetid;E-post;Namn;Namn2;1. Arbetsplats "
        "(obligatorisk)\n1;2026-11-01;2026-11-01;anonymous;anonymous;Åsa Ek;Polisen\n");
    CHECK(kept(microsoft, 0) == "|Åsa|Ek|Polisen|registered");
}
