#include "core/store/read_only_folder.hpp"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

/// What `work` returns as a user who may read `folder` but not write in it.
int as_reader(const std::filesystem::path& folder, const std::function<int()>& work) {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) REQUIRE(::chmod(entry.path().c_str(), 0444) == 0);
    REQUIRE(::chmod(folder.c_str(), 0555) == 0);
    const pid_t child = ::fork();
    if (child == 0) ::_exit(::geteuid() == 0 && ::setuid(65534) != 0 ? 99 : work());
    int status = 0;
    ::waitpid(child, &status, 0);
    REQUIRE(::chmod(folder.c_str(), 0755) == 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// Keeps entre.db-wal when the process ends, as a power cut does.
void write_and_vanish(const SeminarFolder& folder) {
    const pid_t child = ::fork();
    if (child == 0) {
        auto database = Database::open(folder, Access::write, "test");
        const auto kept = database->transaction([&]() -> Result<void> {
            Roster(*database).add(person("A", "Åsa", "Öström"), {});
            return {};
        });
        ::_exit(kept ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    REQUIRE(WEXITSTATUS(status) == 0);
}

}  // namespace

TEST_CASE("the database in a folder that cannot be written is read, with its WAL, and no copy stays",
          "[database][file_unwritable][PRV-7]") {
    const ScratchFolder scratch, runtime;
    REQUIRE(::chmod(runtime.path().c_str(), 0777) == 0);
    const SeminarFolder folder{scratch.path()};
    write_and_vanish(folder);
    REQUIRE(std::filesystem::exists(folder.path / "entre.db-wal"));
    std::filesystem::remove(folder.path / "entre.db-shm");
    CHECK(as_reader(folder.path, [&] {
              ::setenv("XDG_RUNTIME_DIR", runtime.path().c_str(), 1);
              if (Database::open(folder, Access::read, "test")) return 2;
              auto database = open_or_copy(folder, "test");
              if (!database) return 3;
              if (!std::filesystem::is_empty(runtime.path())) return 4;
              return asked(*database, "SELECT family FROM registrations") == "Öström" ? 0 : 5;
          }) == 0);
    CHECK_FALSE(std::filesystem::exists(folder.path / "entre.db-shm"));
}

TEST_CASE("a folder that can be written is read as it is, and other errors are passed on", "[database]") {
    const Door door;
    auto database = open_or_copy(door.folder, "test");
    REQUIRE(database);
    CHECK(asked(*database, "SELECT file FROM pragma_database_list") == door.folder.database().string());
    const ScratchFolder empty;
    const auto missing = open_or_copy({empty.path()}, "test");
    REQUIRE_FALSE(missing);
    CHECK(missing.error().code == ErrorCode::file_missing);
}
