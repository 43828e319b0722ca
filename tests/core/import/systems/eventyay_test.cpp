// Exports of Eventyay.
#include "tests/core/core_fixture.hpp"
#include "tests/core/import/export_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("Eventyay exports what pretix did before seats could be blocked", "[systems][eventyay]") {
    const auto reading = export_of(
        "Order code,Attendee name,Product,Price,Checked in,Checked out,Automatically checked in,Paid,Secret,E-mail,Phone "
        "number,Company,Voucher code,Order "
        "date,Order time,Requires special attention,Comment,Seat ID,Seat name,Seat zone,Seat row,Seat number,Address,ZIP "
        "code,City,Country,State\n"
        "ABCDE,Åsa Öström,Biljett,0,,,No,Yes,s3cret,asa@example.org,,Polisen,,,,No,,,,,,,Hemgatan 1,58000,Linköping,SE,\n");
    CHECK(reading.system == "Eventyay check-in list");
    CHECK(kept(reading, 0) == "s3cret|Åsa|Öström|Polisen|registered");
}
