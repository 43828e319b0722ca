#include "kiosk/services/rehearsal_copy.hpp"

#include <unistd.h>

#include <cstdlib>

#include "core/seminar/seminar.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

namespace entre {
namespace {

namespace fs = std::filesystem;
using test::write_file;

struct Place {
    test::ScratchFolder scratch;
    fs::path seminar = scratch.path() / "Vårmöte", memory = scratch.path() / "memory";

    Place() {
        for (const auto& folder : {seminar, memory, seminar / "backups", seminar / "badge"}) fs::create_directories(folder);
        for (const char* name : {"seminar.toml", "entre.db", "entre.db-wal", "entre.db-shm", "entre.log", "entre.lock",
                                 "backups/old.db", "badge/own.svg", "share.key", "share.crt"})
            write_file(seminar / name, name);
    }
    [[nodiscard]] std::size_t left_in_memory() const {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(memory), fs::directory_iterator()));
    }
};

}  // namespace

TEST_CASE("a rehearsal gets what the door needs, privately, and nothing is left of it", "[rehearsal]") {
    const Place place;
    ::setenv("XDG_STATE_HOME", "/nowhere", 1);
    {
        const auto copy = RehearsalCopy::of(place.seminar, place.memory);
        REQUIRE(copy);
        for (const char* name : {"seminar.toml", "entre.db", "entre.db-wal", "badge/own.svg"})
            CHECK(fs::exists(copy->seminar() / name));
        for (const char* name : {"entre.db-shm", "entre.log", "entre.lock", "backups", "share.key", "share.crt"})
            CHECK_FALSE(fs::exists(copy->seminar() / name));
        CHECK(fs::status(copy->seminar().parent_path()).permissions() == fs::perms::owner_all);
        CHECK(fs::path(std::getenv("XDG_STATE_HOME")).parent_path() == copy->seminar().parent_path());
        CHECK(place.left_in_memory() == 1);
    }
    CHECK(place.left_in_memory() == 0);
    CHECK(std::getenv("XDG_STATE_HOME") == std::string("/nowhere"));
    ::unsetenv("XDG_STATE_HOME");
}

TEST_CASE("what a killed rehearsal left is removed by the next, and a running one is left alone", "[rehearsal]") {
    const Place place;
    constexpr int no_process = 0x3fffffff;  // above the largest process number of Linux
    fs::create_directories(place.memory / ("entre-rehearsal-" + std::to_string(no_process)) / "seminar");
    fs::create_directories(place.memory / ("entre-rehearsal-" + std::to_string(::getppid())));
    fs::create_directories(place.memory / "entre-rehearsal-notes");
    const auto copy = RehearsalCopy::of(place.seminar, place.memory);
    REQUIRE(copy);
    CHECK_FALSE(fs::exists(place.memory / ("entre-rehearsal-" + std::to_string(no_process))));
    CHECK(place.left_in_memory() == 3);
}

TEST_CASE("links in a circle and to nothing do not keep a seminar from being rehearsed", "[rehearsal][bad_input]") {
    const Place place;
    fs::create_symlink(place.seminar / "circle", place.seminar / "circle");
    fs::create_symlink(place.seminar / "nothing", place.seminar / "link");
    const auto copy = RehearsalCopy::of(place.seminar, place.memory);
    REQUIRE(copy);
    CHECK(fs::exists(copy->seminar() / "seminar.toml"));
    CHECK_FALSE(fs::exists(fs::symlink_status(copy->seminar() / "circle")));
}

TEST_CASE("without memory for it there is no rehearsal, and it is said why", "[rehearsal][bad_input]") {
    const Place place;
    const auto copy = RehearsalCopy::of(place.seminar, place.scratch.path() / "none");
    REQUIRE_FALSE(copy);
    CHECK(copy.error().code == ErrorCode::file_unwritable);
}

}  // namespace entre
