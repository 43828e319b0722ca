#include "core/store/lock.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>
#include <thread>

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("the lock is held until released, and names its holder", "[lock][database_in_use]") {
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    CHECK_FALSE(lock_holder(folder));
    {
        const auto lock = WriterLock::take(folder, "kiosk", WriterLock::IfMissing::create);
        REQUIRE(lock);
        CHECK(contains(lock_holder(folder).value_or(""), "kiosk, process " + std::to_string(::getpid())));
        const auto second = WriterLock::take(folder, "entre import");
        REQUIRE_FALSE(second);
        CHECK(second.error().code == ErrorCode::database_in_use);
        CHECK(contains(second.error().detail, "kiosk, process"));
        CHECK(contains(lock_holder(folder).value_or(""), "kiosk"));  // reading the holder did not release the lock
    }
    CHECK_FALSE(lock_holder(folder));
    CHECK(WriterLock::take(folder, "entre import"));
}

TEST_CASE("a lock can be moved", "[lock]") {
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    auto first = WriterLock::take(folder, "a", WriterLock::IfMissing::create);
    REQUIRE(first);
    std::optional<WriterLock> moved(std::move(*first));
    CHECK_FALSE(WriterLock::take(folder, "b"));
    moved.reset();
    CHECK(WriterLock::take(folder, "b"));
}

TEST_CASE("a process that dies releases the lock", "[lock]") {
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    const pid_t child = ::fork();
    if (child == 0) {
        auto lock = WriterLock::take(folder, "child", WriterLock::IfMissing::create);
        ::_exit(lock ? 7 : 1);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(WEXITSTATUS(status) == 7);
    CHECK_FALSE(lock_holder(folder));
    CHECK(WriterLock::take(folder, "parent"));
}

TEST_CASE("a missing folder is reported", "[lock][file_unwritable]") {
    const ScratchFolder scratch;
    const auto lock = WriterLock::take({scratch / "nowhere"}, "x", WriterLock::IfMissing::create);
    REQUIRE_FALSE(lock);
    CHECK(lock.error().code == ErrorCode::file_unwritable);
    CHECK_FALSE(lock_holder({scratch / "nowhere"}));
}

TEST_CASE("a program that is started while the lock is held does not hold it, not even after its parent was killed", "[lock]") {
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    int started[2];
    REQUIRE(::pipe(started) == 0);
    const pid_t kiosk = ::fork();
    if (kiosk == 0) {
        const auto lock = WriterLock::take(folder, "kiosk", WriterLock::IfMissing::create);
        if (!lock) ::_exit(1);
        if (::fork() == 0) {
            ::dup2(started[1], 1);
            ::execl("/bin/sh", "sh", "-c", "echo $$; exec sleep 60", static_cast<char*>(nullptr));
            ::_exit(1);
        }
        ::pause();
    }
    ::close(started[1]);
    char number[32]{};
    REQUIRE(::read(started[0], number, sizeof number - 1) > 1);
    ::close(started[0]);
    CHECK_FALSE(WriterLock::take(folder, "entre import"));
    ::kill(kiosk, SIGKILL);
    int status = 0;
    REQUIRE(::waitpid(kiosk, &status, 0) == kiosk);
    CHECK(WIFSIGNALED(status));
    CHECK(WriterLock::take(folder, "entre import"));
    ::kill(static_cast<pid_t>(std::stol(number)), SIGKILL);
}

TEST_CASE("asking for the holder never keeps a writer from taking the lock", "[lock][database_in_use]") {
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    {
        REQUIRE(WriterLock::take(folder, "kiosk", WriterLock::IfMissing::create));
    }
    std::jthread asker([&](const std::stop_token& stop) {
        while (!stop.stop_requested()) static_cast<void>(lock_holder(folder));
    });
    int taken = 0;
    for (int i = 0; i < 2000; ++i) taken += WriterLock::take(folder, "kiosk") ? 1 : 0;
    CHECK(taken == 2000);
}

TEST_CASE("a lock that is a link is not followed", "[lock][file_unwritable]") {
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    write_file(scratch / "victim", "precious");
    const bool is_database = GENERATE(true, false);
    std::filesystem::create_symlink(scratch / "victim", is_database ? folder.database() : folder.lock());
    CHECK_FALSE(WriterLock::take(folder, "kiosk", WriterLock::IfMissing::create));
    CHECK(read_file(scratch / "victim") == "precious");
}

TEST_CASE("removing the file that describes the holder does not release the lock", "[lock][database_in_use]") {
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    const auto lock = WriterLock::take(folder, "kiosk", WriterLock::IfMissing::create);
    REQUIRE(lock);
    std::filesystem::remove(folder.lock());
    const auto second = WriterLock::take(folder, "entre check-in");
    REQUIRE_FALSE(second);
    CHECK(second.error().code == ErrorCode::database_in_use);
    CHECK(lock_holder(folder) == "by another process");
}

TEST_CASE("without a database there is nothing to lock, and none is made", "[lock]") {
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    CHECK(WriterLock::take(folder, "entre purge"));
    CHECK_FALSE(lock_holder(folder));
    CHECK_FALSE(std::filesystem::exists(folder.database()));
}

TEST_CASE("asking for the holder and releasing the lock leave SQLite's own locks alone", "[lock]") {
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    {
        REQUIRE(Database::open(folder, Access::write, "kiosk"));
    }
    auto reader = Database::open(folder, Access::read, "live view");
    REQUIRE(reader);
    const auto shared_locks = [&] {
        // "POSIX ADVISORY READ" is what SQLite holds for the whole life of a connection in WAL mode.
        const auto locks = read_file("/proc/locks");
        std::size_t count = 0;
        for (auto at = locks.find("POSIX"); at != std::string::npos; at = locks.find("POSIX", at + 1))
            count += locks.substr(at, 80).find(std::to_string(::getpid())) != std::string::npos ? 1U : 0U;
        return count;
    };
    CHECK(asked(*reader, "SELECT count(*) FROM attendance") == "0");
    const auto before = shared_locks();
    REQUIRE(before > 0);
    {
        REQUIRE(WriterLock::take(folder, "import"));
    }
    CHECK_FALSE(lock_holder(folder));
    CHECK(shared_locks() == before);
}

TEST_CASE("folders on network disks are known by their file system", "[lock]") {
    for (const long type : {0x6969L, 0xff534d42L, 0xfe534d42L, 0x517bL, 0x00c36400L}) CHECK(is_network_file_system(type));
    for (const long type : {0xef53L, 0x58465342L, 0x9123683eL, 0x01021994L, 0x794c7630L, 0x4d44L})
        CHECK_FALSE(is_network_file_system(type));
}

TEST_CASE("nothing of a holder with a longer name is left beside the name of the next", "[lock]") {
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    CHECK(WriterLock::take(folder, std::string(200, 'x'), WriterLock::IfMissing::create));
    const auto lock = WriterLock::take(folder, "kiosk");
    REQUIRE(lock);
    CHECK_FALSE(contains(lock_holder(folder).value_or("x"), "x"));
}
