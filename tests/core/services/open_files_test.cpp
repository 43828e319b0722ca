#include "core/services/open_files.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/core/core_fixture.hpp"
#include "tests/support/other_process.hpp"

using namespace entre;
using namespace entre::test;

namespace {

bool holds(const OpenFiles& open, const OtherProcess& other) {
    return std::any_of(open.holders.begin(), open.holders.end(), [&](const auto& name) { return contains(name, other.name()); });
}

OpenFiles open_in(const std::filesystem::path& folder) {
    auto open = open_files_in(folder);
    REQUIRE(open);
    return *open;
}

bool opens(const std::filesystem::path& file) { return ::open(file.c_str(), O_RDONLY) >= 0; }

}  // namespace

TEST_CASE("a process with a file of the folder open is named with its command and number", "[purge][PRV-7]") {
    const ScratchFolder folder;
    std::filesystem::create_directory(folder / "below");
    write_file(folder / "below/file", "x");
    CHECK(open_in(folder.path()).holders.empty());
    const OtherProcess other([&] { return opens(folder / "below/file"); });
    const auto open = open_in(folder.path());
    REQUIRE(open.holders.size() == 1);
    CHECK(holds(open, other));
    CHECK(contains(open.holders[0], "entre_core_tests"));
}

TEST_CASE("a process counts with a deleted file, with the folder itself, and with the folder as its working directory",
          "[purge][PRV-7]") {
    const ScratchFolder folder;
    write_file(folder / "deleted", "x");
    const OtherProcess reader([&] { return opens(folder / "deleted"); });
    const OtherProcess lister([&] { return opens(folder.path()); });
    const OtherProcess worker([&] { return ::chdir(folder.path().c_str()) == 0; });
    std::filesystem::remove(folder / "deleted");
    const auto open = open_in(folder.path());
    CHECK(open.holders.size() == 3);
    for (const auto* other : {&reader, &lister, &worker}) CHECK(holds(open, *other));
}

TEST_CASE("a process that has the file open under another path is found by its inode", "[purge][PRV-7]") {
    const ScratchFolder folder, elsewhere;
    write_file(folder / "file", "x");
    std::filesystem::create_hard_link(folder / "file", elsewhere / "other name");
    const OtherProcess other([&] { return opens(elsewhere / "other name"); });
    CHECK(holds(open_in(folder.path()), other));
}

TEST_CASE("a neighbour whose name begins alike, this process, and its own working directory do not count", "[purge]") {
    const ScratchFolder folder;
    std::filesystem::create_directory(folder / "seminar");
    std::filesystem::create_directory(folder / "seminar-2");
    write_file(folder / "seminar/file", "x");
    write_file(folder / "seminar-2/file", "x");
    const OtherProcess neighbour([&] { return opens(folder / "seminar-2/file"); });
    const int own = ::open((folder / "seminar/file").c_str(), O_RDONLY | O_CLOEXEC);
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(folder / "seminar");
    const auto open = open_in(".");
    std::filesystem::current_path(before);
    ::close(own);
    CHECK(open.holders.empty());
}

TEST_CASE("processes that cannot be looked into are told when they could have a file open", "[purge][PRV-7]") {
    if (::geteuid() != 0) return;  // only root can become two other users
    const ScratchFolder folder;
    std::filesystem::permissions(folder.path(), std::filesystem::perms::all);
    const auto drop = [](uid_t user) { return ::setgid(user) == 0 && ::setuid(user) == 0; };
    const OtherProcess hidden([&] { return drop(65533) && ::prctl(PR_SET_NAME, "hidden") == 0; });
    const OtherProcess stranger([&] { return drop(65532); });
    const auto as_user = [&](mode_t mode) {
        REQUIRE(::chmod(folder.path().c_str(), mode) == 0);
        const pid_t child = ::fork();
        if (child == 0) {
            if (!drop(65533)) ::_exit(99);
            const auto open = open_files_in(folder.path());
            // Changing the user made "hidden" undumpable: its files cannot be read by its own user.
            const bool is_named = open && std::any_of(open->holders.begin(), open->holders.end(),
                                                      [&](const auto& name) { return contains(name, hidden.name()); });
            ::_exit(!open ? 98 : (open->has_strangers ? 1 : 0) + (is_named ? 2 : 0));
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        return WEXITSTATUS(status);
    };
    REQUIRE(::chown(folder.path().c_str(), 65533, 65533) == 0);
    CHECK(as_user(0700) == 2);  // only root could enter: strangers do not matter
    CHECK(as_user(0755) == 3);
}
