#include "core/services/visitor_codes.hpp"

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

bool have_codes(Door& door) {
    const auto answer = door.database.guard([&]() -> Result<bool> { return have_visitors_codes(door.database, door.folder); });
    REQUIRE(answer);
    return *answer;
}

Registration without_code(const std::string& name) {
    auto who = person("issued-" + name, name, "Ek");
    who.code_kind = CodeKind::issued;
    return who;
}

}  // namespace

TEST_CASE("visitors have codes when a registration came with one, or once tickets were made", "[visitor_codes]") {
    Door door;
    CHECK(have_codes(door));  // nobody is registered yet
    door.expect(without_code("Bo"));
    CHECK_FALSE(have_codes(door));
    auto withdrawn = person("KOD1", "Eva", "Lind");
    withdrawn.status = RegistrationStatus::withdrawn;
    door.expect(withdrawn);
    auto walk_in = person("KOD2", "Siv", "Holm");
    walk_in.is_walk_in = true;
    door.expect(walk_in);
    CHECK_FALSE(have_codes(door));
    REQUIRE(note_tickets_made(door.folder));
    CHECK(have_codes(door));
    Door other;
    other.expect(without_code("Bo"));
    other.expect(person("KOD3", "Dag", "Ås"));
    CHECK(have_codes(other));
}

TEST_CASE("the files of tickets have names in the seminar's language, by which they are known again", "[visitor_codes]") {
    for (const auto* language : {"sv", "en"}) {
        const auto files = ticket_files(language);
        CHECK(files.document != files.list);
        CHECK(is_ticket_file(files.document));
        CHECK(is_ticket_file(files.list));
    }
    CHECK(ticket_files("sv").document == "Biljetter.pdf");
    CHECK(ticket_files("en").document == "Tickets.pdf");
    CHECK_FALSE(is_ticket_file("Biljetter"));
    CHECK_FALSE(is_ticket_file(""));
}
