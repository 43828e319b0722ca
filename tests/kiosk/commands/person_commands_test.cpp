// One person's own data from the command line.
#include "tests/kiosk/commands/seat.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("everything about one person is written to a file for them", "[commands][person][PRV-8]") {
    const Seat seat;
    seat.furnish();
    REQUIRE(seat.run({"import", seat.seminar}).status == 0);
    REQUIRE(seat.run({"check-in", seat.seminar, "KOD-1"}).status == 0);
    const auto json = seat.run({"person", seat.seminar, "KOD-1", "--export", "-"});
    CHECK(json.status == 0);
    CHECK(contains(json.out, "\"family\": \"Öström\""));
    CHECK(contains(json.out, "checked_in"));
    const auto file = (seat.scratch / "asa.csv").string();
    const auto csv = seat.run({"person", seat.seminar, "Åsa Öström", "--export", file});
    CHECK(csv.status == 0);
    CHECK(contains(csv.out, file));
    CHECK(contains(read_file(file), "checked_in"));
    CHECK_FALSE(contains(read_file(file), "Bo"));
    const auto nobody = seat.run({"person", seat.seminar, "Greta Garbo", "--export", "-"});
    CHECK(nobody.status == 2);
    CHECK(contains(nobody.err, "Nobody here is called Greta Garbo"));
    CHECK(seat.run({"person", seat.seminar, "KOD-1"}).status == 2);
}

TEST_CASE("one person is erased, and the list that still has them is named", "[commands][person][PRV-8]") {
    const Seat seat;
    seat.furnish();
    REQUIRE(seat.run({"import", seat.seminar}).status == 0);
    REQUIRE(seat.run({"check-in", seat.seminar, "KOD-1", "--no-badge"}).status == 0);
    const auto erased = seat.run({"person", seat.seminar, "KOD-1", "--erase"});
    CHECK(erased.status == 1);  // the organiser's own list is not Entré's to change
    CHECK(contains(erased.out, "registrations.csv: "));
    CHECK_FALSE(contains(erased.out, "entre.db"));
    CHECK_FALSE(contains(erased.out, "journal.jsonl"));
    const auto again = seat.run({"import", seat.seminar});
    CHECK(again.status == 0);
    CHECK(contains(again.out + again.err, "erased at their own request"));
    CHECK_FALSE(contains(seat.run({"attendance", seat.seminar}).out, "Öström"));
    CHECK(contains(seat.run({"attendance", seat.seminar}).out, "Borttagen"));
    CHECK(contains(seat.run({"doctor", seat.seminar}).out, "every record continues"));
}

TEST_CASE("every record is written with its hash", "[commands][attendance][PRV-9]") {
    const Seat seat;
    seat.furnish();
    REQUIRE(seat.run({"import", seat.seminar}).status == 0);
    REQUIRE(seat.run({"check-in", seat.seminar, "KOD-1", "--no-badge"}).status == 0);
    REQUIRE(seat.run({"check-in", seat.seminar, "KOD-2", "--no-badge"}).status == 0);
    const auto records = seat.run({"attendance", seat.seminar, "--format", "records"});
    CHECK(records.status == 0);
    CHECK(std::count(records.out.begin(), records.out.end(), '\n') == 2);
    CHECK(contains(records.out, "\"number\":2"));
    CHECK(contains(records.out, "\"chain_hash\":\""));
    CHECK_FALSE(contains(records.out, "Öström"));
}
