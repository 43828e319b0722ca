// Exports of Hi.Events.
#include "tests/core/core_fixture.hpp"
#include "tests/core/import/export_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("Hi.Events in English, Swedish and German", "[systems][hievents]") {
    const auto english = export_of(
        "ID,First Name,Last Name,Email,Status,Check Ins,Product ID,Product Name,Event ID,Public ID,Short ID,Created Date,Last "
        "Updated Date,Notes,Organisation\n"
        "1,Åsa,Öström,asa@example.org,ACTIVE,,1,Biljett,7,A-1B2C3D4,a_x,2027,2027,hemligt,Polisen\n");
    CHECK(english.system == "Hi.Events");
    CHECK(kept(english, 0) == "A-1B2C3D4|Åsa|Öström|Polisen|registered");
    CHECK(english.people[0].registration.note.empty());
    const auto swedish = export_of(
        "ID,Förnamn,Efternamn,E-Mail,Status,Check Ins,Produkt-ID,Produktnamn,Evenemangs-ID,Publikt ID,Kort ID,Skapat "
        "datum,Senast uppdaterad datum,Antekningar\n"
        "1,Åsa,Öström,asa@example.org,AWAITING_PAYMENT,,1,Biljett,7,A-1B2C3D4,a_x,2027,2027,\n2,Bo,Ek,b@example.org,CANCELLED,,1,"
        "Biljett,7,A-9,a_y,2027,2027,\n");
    CHECK(swedish.system == "Hi.Events");
    CHECK(kept(swedish, 0) == "A-1B2C3D4|Åsa|Öström||unpaid");
    CHECK(kept(swedish, 1) == "A-9|Bo|Ek||withdrawn");
    CHECK(export_of("ID,Vorname,Nachname,E-Mail,Status,Produkt-ID,Produktname,Veranstaltungs-ID,Öffentliche "
                    "ID,Kurz-ID\n1,Jörg,Weiß,j@example.org,ACTIVE,1,x,7,A-2,y\n")
              .system == "Hi.Events");
}
