#include "core/store/lock.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("the lock is held until released, and names its holder", "[lock][database_in_use]") {
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    CHECK_FALSE(lock_holder(folder));
    {
        const auto lock = WriterLock::take(folder, "kiosk");
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
    auto first = WriterLock::take(folder, "a");
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
        auto lock = WriterLock::take(folder, "child");
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
    const auto lock = WriterLock::take({scratch / "nowhere"}, "x");
    REQUIRE_FALSE(lock);
    CHECK(lock.error().code == ErrorCode::file_unwritable);
    CHECK_FALSE(lock_holder({scratch / "nowhere"}));
}

TEST_CASE("a program that is started while the lock is held does not hold it", "[lock]") {
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    int ready[2];
    REQUIRE(::pipe(ready) == 0);
    std::optional<WriterLock> lock(std::move(*WriterLock::take(folder, "kiosk")));
    const pid_t child = ::fork();
    if (child == 0) {
        ::dup2(ready[1], 1);
        ::execl("/bin/sh", "sh", "-c", "echo; sleep 60", static_cast<char*>(nullptr));
        ::_exit(1);
    }
    char byte = 0;
    REQUIRE(::read(ready[0], &byte, 1) == 1);
    lock.reset();
    CHECK(WriterLock::take(folder, "entre import"));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    ::close(ready[0]);
    ::close(ready[1]);
}
