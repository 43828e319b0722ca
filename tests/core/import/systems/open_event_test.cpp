// Exports of open-event-server.
#include "tests/core/core_fixture.hpp"
#include "tests/core/import/export_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("open-event: the order number is the code of a single attendee, and the QR code begins with it",
          "[systems][open_event]") {
    const auto reading = export_of(
        "Order#,Order Date,Status,Payment Type,Payment Mode,Ticket Name,Ticket Price,Ticket Type,Tax "
        "ID,Address,Company,Country,State,City,Zipcode,Email,First Name,Last Name\n"
        "e3d1f0aa,\"May 1, 2027 09:00 +0200\",completed,,,Vanlig,0,free,,,Polisen,,,,,asa@example.org,Åsa,Öström\n");
    CHECK(reading.system == "open-event");
    CHECK(kept(reading, 0) == "e3d1f0aa|Åsa|Öström|Polisen|registered");
    CHECK(reading.people[0].registration.code_kind == CodeKind::prefix);
}
