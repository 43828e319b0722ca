// Purges and attendance lists from the command line.
#include "tests/kiosk/commands/seat.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("a purge lists what it would delete, needs --decided, and verifies the result", "[commands][purge][PRV-7]") {
    const Seat seat;
    seat.furnish();
    REQUIRE(seat.run({"import", seat.seminar}).status == 0);
    const auto asked = seat.run({"purge", seat.seminar});
    CHECK(asked.status == 0);
    CHECK(contains(asked.out, "2 people"));
    CHECK(contains(asked.out, "registrations.csv"));
    CHECK(std::filesystem::exists(seat.scratch / "seminar/registrations.csv"));
    const auto early = seat.run({"purge", seat.seminar, "--decided"});
    CHECK(early.status == 2);
    CHECK(contains(early.err, "--early"));
    CHECK(std::filesystem::exists(seat.scratch / "seminar/entre.db"));
    const auto done = seat.run({"purge", seat.seminar, "--decided", "--early"});
    CHECK(done.status == 0);
    CHECK(contains(done.out, "None was found"));
    CHECK_FALSE(std::filesystem::exists(seat.scratch / "seminar/entre.db"));
    CHECK(contains(seat.run({"purge", seat.seminar}).out, "nothing to purge"));
}

TEST_CASE("a purge finds names in the badges, tickets and attendance lists that the commands wrote", "[commands][purge][PRV-7]") {
    const Seat seat;
    seat.furnish();
    REQUIRE(seat.run({"import", seat.seminar}).status == 0);
    const std::vector<std::string> files{"badge.pdf", "tickets.pdf", "list.xlsx", "list.json", "list.csv"};
    const auto to = [&](std::size_t i) { return (seat.scratch / "seminar" / files[i]).string(); };
    REQUIRE(seat.run({"badge", seat.seminar, "--code", "KOD-1", "--out", to(0)}).status == 0);
    REQUIRE(seat.run({"badge", seat.seminar, "--tickets", to(1), "--everybody"}).status == 0);
    REQUIRE(seat.run({"attendance", seat.seminar, "--format", "xlsx", "--out", to(2)}).status == 0);
    REQUIRE(seat.run({"attendance", seat.seminar, "--format", "json", "--out", to(3)}).status == 0);
    REQUIRE(seat.run({"attendance", seat.seminar, "--out", to(4)}).status == 0);
    const auto done = seat.run({"purge", seat.seminar, "--decided", "--early"});
    CHECK(done.status == 1);
    CHECK_FALSE(contains(done.out, "None was found"));
    CHECK_FALSE(contains(done.out, "not searched:"));
    CHECK(contains(done.out, "does not prove"));
    for (const auto& file : files) {
        CHECK(contains(done.out, file + ": "));
        std::filesystem::remove(seat.scratch / "seminar" / file);
    }
    const auto again = seat.run({"purge", seat.seminar, "--decided", "--early"});
    CHECK(again.status == 0);
    CHECK(contains(again.out, "for 10 names and ticket codes"));
    CHECK(contains(again.out, "None was found"));
    CHECK(contains(seat.run({"purge", seat.seminar}).out, "nothing to purge"));
}

TEST_CASE("a purge tells what it could not search, pictures, and places outside the folder", "[commands][purge][PRV-7]") {
    const Seat seat;
    seat.furnish();
    auto settings = read_file(seat.scratch / "seminar/seminar.toml");
    const auto outside = (seat.scratch / "other-badges").string();
    settings.replace(settings.find("folder:badges"), 13, "folder:" + outside);
    write_file(seat.scratch / "seminar/seminar.toml", settings);
    write_file(seat.scratch / "seminar/logo.png", "\x89PNG");
    write_file(seat.scratch / "seminar/packed.7z", "7z\xbc\xaf\x27");
    CHECK(contains(seat.run({"purge", seat.seminar}).out, outside));
    const auto done = seat.run({"purge", seat.seminar, "--decided", "--early"});
    CHECK(done.status == 1);
    CHECK(contains(done.out, "packed.7z: not searched: "));
    CHECK(contains(done.out, "logo.png"));
    CHECK_FALSE(contains(done.out, "None was found"));
}

TEST_CASE("attendance is written in every format and dialect, with the export's own columns", "[commands][attendance]") {
    const Seat seat;
    seat.furnish();
    write_file(seat.scratch / "seminar/registrations.csv",
               "Förnamn;Efternamn;Biljettkod;Kost\nÅsa;Öström;KOD-1;vegan\nBo;Ek;KOD-2;\n");
    REQUIRE(seat.run({"import", seat.seminar}).status == 0);
    REQUIRE(seat.run({"check-in", seat.seminar, "KOD-1"}).status == 0);
    CHECK(contains(seat.run({"attendance", seat.seminar}).out, "\xef\xbb\xbfNamn;Organisation"));
    CHECK(contains(seat.run({"attendance", seat.seminar, "--dialect", "rfc"}).out, "Namn,Organisation"));
    const auto with = seat.run({"attendance", seat.seminar, "--dialect", "tab", "--with", seat.seminar + "/registrations.csv"});
    CHECK(contains(with.out, "Biljettkod\tFörnamn\tEfternamn\tBiljettkod\tKost"));
    CHECK(contains(with.out, "\tKOD-1\tÅsa\tÖström\tKOD-1\tvegan"));
    const auto book = (seat.scratch / "ut.xlsx").string();
    CHECK(seat.run({"attendance", seat.seminar, "--format", "xlsx"}).status == 2);
    REQUIRE(seat.run({"attendance", seat.seminar, "--format", "xlsx", "--out", book}).status == 0);
    CHECK(read_file(book).starts_with("PK"));
    // Importing the result changes nothing.
    const auto again = seat.run({"import", seat.seminar, book, "--dry-run", "--json"});
    INFO(again.out);
    CHECK(contains(again.out, "\"system\": \"Entré attendance\""));
    CHECK(contains(again.out, "\"unchanged\": 2"));
}
