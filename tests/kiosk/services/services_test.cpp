#include "kiosk/services/services.hpp"

#include <semaphore>

#include "core/base/log.hpp"
#include "kiosk/services/first_import.hpp"
#include "kiosk/services/resources.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

/// A seminar of one person whose services are open, and the events that they post.
struct OpenSeminar {
    ScratchFolder scratch;
    SeminarFolder folder{scratch.path()};
    Seminar seminar = small_seminar();
    std::counting_semaphore<1000> posted{0};
    Inbox inbox{[this] { posted.release(); }};
    std::optional<Services> services;

    OpenSeminar() {
        keep_log_quiet();
        write_file(scratch / "seminar.toml", "# settings stay\n");
        write_file(scratch / "registrations.csv",
                   "Förnamn;Efternamn;Organisation;E-post;Biljettkod\nMalin;Zetterwall;Polisen;;kod-malin\n");
        write_file(scratch / "attendance-2027-05-20-1241.csv", "Malin Zetterwall\n");
        auto database = Database::open(folder, Access::write, "test");
        REQUIRE(database);
        REQUIRE(import_if_empty(*database, seminar, folder));
        const auto badge = find_template(seminar, folder);
        REQUIRE(badge);
        services.emplace(std::move(*database), folder, seminar, *badge, inbox);
    }
    std::optional<ListsAnswered> purge(RequestId request) {
        services->purge(request);
        for (;;) {
            if (!posted.try_acquire_for(std::chrono::seconds{30})) return std::nullopt;
            for (const auto& event : inbox.drain())
                if (const auto* answered = std::get_if<ListsAnswered>(&event)) return *answered;
        }
    }
};

}  // namespace

TEST_CASE("a purge from an open door removes everything about people and reports what its search found", "[services][PRV-7]") {
    OpenSeminar open;
    const bool has_stranger = GENERATE(false, true);
    if (has_stranger) write_file(open.scratch / "notes.txt", "Ring Malin Zetterwall om parkeringen.\n");
    const auto answered = open.purge(7);
    REQUIRE(answered);
    CHECK(answered->request == 7);
    CHECK(answered->note == (has_stranger ? ListsNote::traces : ListsNote::purged));
    CHECK(answered->file == (has_stranger ? "notes.txt" : ""));
    CHECK(answered->marks == 5);
    CHECK(answered->places >= 1);
    open.services.reset();
    for (const auto* name : {"entre.db", "entre.db-wal", "registrations.csv", "attendance-2027-05-20-1241.csv"})
        CHECK_FALSE(std::filesystem::exists(open.scratch / name));
    CHECK(std::filesystem::exists(open.scratch / "seminar.toml"));
    CHECK(std::filesystem::exists(open.scratch / "statistics.json"));
    CHECK(std::filesystem::exists(open.scratch / "notes.txt") == has_stranger);
}

TEST_CASE("a purge that failed is answered, closes the door, and can be tried again", "[services][PRV-7]") {
    OpenSeminar open;
    std::filesystem::remove(open.folder.database());
    std::filesystem::create_directories(open.folder.database() / "in the way");
    const auto first = open.purge(1);
    REQUIRE(first);
    CHECK(first->note == ListsNote::purge_failed);
    open.services->request(LookUp{2, "kod-malin", {}});  // ignored: the desk is closed
    CHECK(open.services->live_page() == nullptr);
    const auto second = open.purge(3);
    REQUIRE(second);
    CHECK(second->request == 3);
    CHECK(second->note == ListsNote::purge_failed);
}
