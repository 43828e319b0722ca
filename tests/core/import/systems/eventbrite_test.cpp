// Reports of Eventbrite.
#include "tests/core/core_fixture.hpp"
#include "tests/core/import/export_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("Eventbrite: the QR code begins with the attendee's number", "[systems][eventbrite]") {
    const auto reading = export_of(
        "Order #,Order Date,First Name,Last Name,Email,Quantity,Price Tier,Ticket Type,Attendee #,Group,Order "
        "Type,Currency,Total Paid,Fees Paid,Eventbrite "
        "Fees,Eventbrite Payment Processing,Attendee Status,Home Address 1,Home City,Job Title,Company\n"
        "814847311,11/29/24 22:28,Åsa,Öström,asa@example.org,1,,Vanlig,1126137001,,Free,SEK,0,0,0,0,Attending,Hemgatan "
        "1,Kisa,lärare,Linköpings kommun\n");
    CHECK(reading.system == "Eventbrite");
    CHECK(kept(reading, 0) == "1126137001|Åsa|Öström|Linköpings kommun|registered");
    CHECK(reading.people[0].registration.title == "lärare");
    CHECK(reading.people[0].registration.code_kind == CodeKind::prefix);
}

TEST_CASE("older Eventbrite reports: the order number is the code of a single attendee, and several get issued codes",
          "[systems][eventbrite]") {
    const auto reading = export_of(
        "Order no.,Order Date,First Name,Surname,Email,Quantity,Ticket Type,Order Type,Total Paid,Eventbrite Fees,Eventbrite "
        "Payment Processing,Attendee "
        "Status,Home Address 1,County of Residence,Home Postcode,Home Country\n"
        "500000001,x,Åsa,Öström,asa@example.org,1,Vanlig,Free,0,0,0,Attending,,,,\n"
        "500000002,x,Bo,Ek,bo@example.org,2,Vanlig,Free,0,0,0,Attending,,,,\n500000002,x,Cia,Al,cia@example.org,2,Vanlig,Free,0,"
        "0,0,Not Attending,,,,\n");
    CHECK(kept(reading, 0) == "500000001|Åsa|Öström||registered");
    CHECK(reading.people[0].registration.code_kind == CodeKind::prefix);
    CHECK(reading.people[1].registration.code_kind == CodeKind::issued);
    CHECK(kept(reading, 2) == "|Cia|Al||withdrawn");
}

TEST_CASE("newest Eventbrite reports: one column for the name, and a buyer who is another person", "[systems][eventbrite]") {
    const auto reading = export_of(
        "Order ID,Order Date,Attendee Status,Name,Email,Event Name,Ticket Quantity,Ticket Type,Ticket Price,Buyer Name,Buyer "
        "Email\n"
        "600000001,x,Attending,Åsa Öström,asa@example.org,Trygghet,1,Vanlig,0,Chefen Själv,chef@example.org\n");
    CHECK(reading.system == "Eventbrite");
    CHECK(kept(reading, 0) == "600000001|Åsa|Öström||registered");
    CHECK(reading.people[0].email == "asa@example.org");
}
