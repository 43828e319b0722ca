// Exports of alf.io.
#include "tests/core/core_fixture.hpp"
#include "tests/core/import/export_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("alf.io: the ticket's UUID is the code, and the rest of the QR code is not exported", "[systems][alfio]") {
    const auto reading = export_of(
        "\xef\xbb\xbfID,Category,Event,Status,OriginalPrice,PaidPrice,Discount,VAT,ReservationID,Full Name,First Name,Last "
        "Name,E-Mail,Locked,Language,"
        "Confirmation,Billing Address,Country Code,Promo Code,Payment ID,Payment Method,External Reference,Organisation\n"
        "0f8fad5b-d9cb-469f-a165-70867728950e,Kommun,trygghet,ACQUIRED,0,0,0,0,R1,Åsa "
        "Öström,Åsa,Öström,asa@example.org,true,sv,,,SE,,,,,\t=Linköping\n"
        "7c9e6679-7425-40de-944b-e07fc1f90ae7,Polis,trygghet,CANCELLED,0,0,0,0,R2,Bo Ek,Bo,Ek,bo@example.org,true,en,,,SE,,,,,\n"
        "16fd2706-8baf-433b-82eb-8c7fada847da,Polis,trygghet,TO_BE_PAID,0,0,0,0,R3,Cia "
        "Al,Cia,Al,cia@example.org,true,en,,,SE,,,,,\n");
    CHECK(reading.system == "alf.io");
    CHECK(kept(reading, 0) == "0f8fad5b-d9cb-469f-a165-70867728950e|Åsa|Öström|=Linköping|registered");
    CHECK(reading.people[0].registration.language == "sv");
    CHECK(reading.people[0].registration.category == "Kommun");
    CHECK(kept(reading, 1) == "7c9e6679-7425-40de-944b-e07fc1f90ae7|Bo|Ek||withdrawn");
    CHECK(kept(reading, 2) == "16fd2706-8baf-433b-82eb-8c7fada847da|Cia|Al||unpaid");
}

TEST_CASE("alf.io: all reservations", "[systems][alfio]") {
    const auto reading = export_of(
        "Event Name,Reservation ID,Confirmation Date,Billed to,Tax ID,Ticket ID,Ticket Type,Attendee,Status\n"
        "Trygghet,R1,2027-05-01,Kommunen,,T-1,Vanlig,Åsa Öström,CHECKED_IN\n");
    CHECK(reading.system == "alf.io reservations");
    CHECK(kept(reading, 0) == "T-1|Åsa|Öström||registered");
}
