// Exports of Attendize.
#include "tests/core/core_fixture.hpp"
#include "tests/core/import/export_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("Attendize exports no codes: Entré issues them", "[systems][attendize]") {
    const auto reading = export_of(
        "First Name,Last Name,Email,Order Reference,Ticket Type,Purchase Date,Has Arrived,Arrival Time\n"
        "Åsa,Öström,asa@example.org,ORD1,Vanlig,2027-05-01,NO,\nBo,Ek,bo@example.org,ORD2,Vanlig,2027-05-01,NO,\n");
    CHECK(reading.system == "Attendize");
    CHECK(kept(reading, 0) == "|Åsa|Öström||registered");
    CHECK(reading.people[0].registration.code_kind == CodeKind::issued);
    CHECK(reading.issues.empty());
}

TEST_CASE("Attendize: leading zeros that a spreadsheet removed are reported", "[systems][attendize]") {
    std::string rows = "First Name,Last Name,Email,Order Reference,Ticket Type,Purchase Date,Ticket ID\n";
    for (int i = 0; i < 9; ++i)
        rows += "A,B" + std::to_string(i) + ",,O" + std::to_string(i) + ",x,x,12345678" + std::to_string(i) + "\n";
    rows += "A,Kort,,O9,x,x,1234567\n";
    const auto reading = export_of(rows);
    REQUIRE(reading.issues.size() == 1);
    CHECK(reading.issues[0] == RowIssue{11, RowIssueKind::zeros_lost, RowIssueAction::kept, "Ticket ID", 0});
    CHECK(reading.people.back().registration.ticket_code == "1234567");
}
