// Exports of Indico.
#include "tests/core/core_fixture.hpp"
#include "tests/core/import/export_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("Indico's spreadsheet has no codes: Entré issues them", "[systems][indico]") {
    const auto reading = export_of(
        "\xef\xbb\xbfID,Name,First Name,Last Name,Email Address,Affiliation,Title,Position,Registration date,Registration "
        "state,Checked in\n"
        "12,Åsa Öström,Åsa,Öström,asa@example.org,Linköpings kommun,Dr,lärare,2027-05-01,Completed,No\n"
        "13,Bo Ek,Bo,Ek,bo@example.org,Polisen,Mr,,2027-05-01,Återkallad,No\n");
    CHECK(reading.system == "Indico");
    CHECK(kept(reading, 0) == "|Åsa|Öström|Linköpings kommun|registered");
    CHECK(reading.people[0].registration.title == "lärare");
    CHECK(reading.people[0].registration.export_key == "12");
    CHECK(reading.people[1].registration.title.empty());
    CHECK(kept(reading, 1) == "|Bo|Ek|Polisen|withdrawn");
}

TEST_CASE("Indico's API has the secret of the QR code", "[systems][indico]") {
    const auto old = export_of(
        R"({"registrants":[{"registrant_id":"12","checked_in":false,"checkin_secret":"0f8fad5b-d9cb-469f-a165-70867728950e",
        "full_name":"Dr Åsa Öström","personal_data":{"firstName":"Åsa","surname":"Öström","email":"asa@example.org","affiliation":"Polisen","title":"Dr","position":"lärare"},"tags":[]}]})");
    CHECK(old.system == "Indico (API)");
    CHECK(kept(old, 0) == "0f8fad5b-d9cb-469f-a165-70867728950e|Åsa|Öström|Polisen|registered");
    CHECK(old.people[0].registration.title == "lärare");
    const auto fresh = export_of(
        R"([{"id":7,"regform_id":1,"event_id":2,"full_name":"Bo Ek","email":"bo@example.org","state":"unpaid","checked_in":false,"checkin_secret":"s-1","tags":[]}])");
    CHECK(kept(fresh, 0) == "s-1|Bo|Ek||unpaid");
}
