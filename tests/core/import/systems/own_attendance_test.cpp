// Entré's own attendance, read back.
#include "tests/core/core_fixture.hpp"
#include "tests/core/import/export_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("the attendance that Entré exports can be read as registrations", "[systems][own]") {
    const auto reading = export_of(
        "\xef\xbb\xbf"
        "Biljettkod;Förnamn;Efternamn;Namn;Organisation;Titel;Sektor;Status;Först in;Inne sedan\r\n"
        "k1;Åsa;Öström;Åsa Öström;Polisen;kommissarie;Polis;registered;2027-05-20 08:41;2027-05-20 08:41\r\n");
    CHECK(reading.system == "Entré attendance");
    CHECK(kept(reading, 0) == "k1|Åsa|Öström|Polisen|registered");
    CHECK(reading.people[0].registration.category == "Polis");
}
