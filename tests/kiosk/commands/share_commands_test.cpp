// Several kiosks on one door, from the command line.
#include "kiosk/share/engine.hpp"
#include "kiosk/share/private_cluster.hpp"
#include "tests/kiosk/commands/seat.hpp"
#include "tests/support/postgres_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

/// The line of a text that begins with `start`.
std::string line_with(const std::string& text, const std::string& start) {
    const auto at = text.find(start);
    return at == std::string::npos ? std::string() : text.substr(at, text.find('\n', at) - at);
}

}  // namespace

TEST_CASE("a seminar is shared, another kiosk joins, is listed, set aside and excluded", "[commands][share][postgres]") {
    if (!has_postgres()) return;
    const Seat seat;
    const ServerFolder room;
    const std::string seminar = (room.path() / "first").string(), second = (room.path() / "second").string();
    REQUIRE(seat.run({"new", seminar}).status == 0);
    // So that as root the server is in the seminar's folder, too, and not in /var/lib.
    std::filesystem::permissions(seminar, std::filesystem::perms::others_exec, std::filesystem::perm_options::add);
    const auto before = seat.run({"share", seminar, "--invite"});
    CHECK(before.status == 1);
    CHECK(contains(before.err, "is not shared"));
    const auto at = "127.0.0.1:" + std::to_string(free_port());
    const auto shared = seat.run({"share", seminar, "--listen", at});
    INFO(shared.err);
    REQUIRE(shared.status == 0);
    CHECK(contains(shared.out, at));
    CHECK(contains(shared.out, "Only this computer"));
    CHECK(seat.run({"share", seminar}).status == 0);

    const auto invited = seat.run({"share", seminar, "--invite"});
    REQUIRE(invited.status == 0);
    const auto code = line_with(invited.out, "entre-join:");
    CHECK(contains(invited.out, "ten minutes"));
    const auto joined = seat.run({"join", second, code});
    INFO(joined.err);
    REQUIRE(joined.status == 0);
    CHECK(contains(joined.out, "entre kiosk " + second));
    CHECK(contains(joined.out, "is Kiosk 2 of the shared seminar"));
    CHECK(contains(read_file(std::filesystem::path(second) / "seminar.toml"), "station = \"Kiosk 2\""));
    CHECK(contains(seat.run({"join", (room.path() / "third").string(), code}).err, "has been used"));
    CHECK(seat.run({"join", second, "KOD-1"}).status == 2);

    CHECK(contains(seat.run({"share", second, "--kiosks"}).out, "Kiosk 2: 0 entries, heard"));
    CHECK(contains(seat.run({"share", seminar, "--set-aside", "Kiosk 2", "--after", "10:42"}).out,
                   "The first 0 entries of Kiosk 2"));
    for (const auto* wrong : {"10", "25:00", "10:42:99", "x", "10:4x"})
        CHECK(seat.run({"share", seminar, "--set-aside", "Kiosk 2", "--after", wrong}).status == 2);
    CHECK(contains(seat.run({"share", seminar, "--revoke", "Kiosk 7"}).err, "No kiosk is called Kiosk 7"));
    CHECK(contains(seat.run({"share", seminar, "--revoke", "Kiosk 2"}).out, "Kiosk 2 is excluded"));
    CHECK(contains(seat.run({"share", second, "--kiosks"}).err, "was excluded"));
    CHECK(contains(seat.run({"share", seminar, "--kiosks"}).out, "Kiosk 2: 0 entries, excluded"));

    CHECK(seat.run({"share", seminar, "--stop"}).status == 0);
    CHECK_FALSE(PrivateCluster::of({seminar}).is_running());
    CHECK(seat.run({"share", seminar, "--stop"}).status == 0);
    CHECK(contains(seat.run({"share", seminar, "--kiosks"}).err, "cannot be reached"));
}

TEST_CASE("sharing refuses addresses that other kiosks could not go to, and prints SQL for an administrator",
          "[commands][share]") {
    const Seat seat;
    REQUIRE(seat.run({"new", seat.seminar}).status == 0);
    for (const auto* wrong :
         {"0.0.0.0:5433", "example.org:5433", "127.0.0.1:0", "127.0.0.1:port", "127.0.0.1:99999", "[::]:5433"}) {
        INFO(wrong);
        const auto refused = seat.run({"share", seat.seminar, "--listen", wrong});
        CHECK(refused.status == 2);
        CHECK(contains(refused.err, wrong));
    }
    CHECK(seat.run({"share", seat.seminar, "--invite", "--stop"}).status == 2);
    CHECK(seat.run({"share", seat.seminar, "--set-aside", "Kiosk 2"}).status == 2);
    CHECK(contains(seat.run({"share", seat.seminar, "--at", "postgresql://dba@127.0.0.1/entre"}).err, "--certificate"));
    CHECK(contains(seat.run({"share", seat.seminar, "--sql"}).out, "CREATE TABLE IF NOT EXISTS entre.entry"));
}
