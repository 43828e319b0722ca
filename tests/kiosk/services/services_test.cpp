#include "kiosk/services/services.hpp"

#include <semaphore>

#include "core/base/log.hpp"
#include "kiosk/commands/common.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("after the seminar everything about people goes, from a door that is still open, and a search says so", "[backroom][PRV-7]") {
    keep_log_quiet();
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    const auto seminar = small_seminar();
    write_file(scratch / "seminar.toml", "# settings stay\n");
    write_file(scratch / "registrations.csv", "Förnamn;Efternamn;Organisation;E-post;Biljettkod\nMalin;Zetterwall;Polisen;;kod-malin\n");
    write_file(scratch / "attendance-2027-05-20-1241.csv", "Malin Zetterwall\n");
    auto database = Database::open(folder, Access::write, "test");
    REQUIRE(database);
    REQUIRE(import_if_empty(*database, seminar, folder));
    Inbox inbox([] {});
    const bool has_stranger = GENERATE(false, true);
    if (has_stranger) write_file(scratch / "notes.txt", "Ring Malin Zetterwall om parkeringen.\n");
    {
        const auto badge = find_template(seminar, folder);
        REQUIRE(badge);
        Services services(std::move(*database), folder, seminar, *badge, inbox);
        std::binary_semaphore done{0};
        ListsAnswered answered;
        services.purge([&](const ListsAnswered& said) {
            answered = said;
            done.release();
        });
        done.acquire();
        CHECK(answered.note == (has_stranger ? ListsNote::traces : ListsNote::purged));
        CHECK(answered.marks > 5);
        CHECK(answered.places >= 1);
    }
    for (const auto* name : {"entre.db", "entre.db-wal", "registrations.csv", "attendance-2027-05-20-1241.csv"})
        CHECK_FALSE(std::filesystem::exists(scratch / name));
    CHECK(std::filesystem::exists(scratch / "seminar.toml"));
    CHECK(std::filesystem::exists(scratch / "statistics.json"));
    CHECK(std::filesystem::exists(scratch / "notes.txt") == has_stranger);
}
