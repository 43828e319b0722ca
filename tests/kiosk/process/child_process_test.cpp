#include "kiosk/process/child_process.hpp"

#include <sys/socket.h>
#include <sys/wait.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/base/clock.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

namespace {

ChildProcess started(const char* program, std::string argument = {}, const std::vector<InheritedDescriptor>& descriptors = {}) {
    auto child = ChildProcess::start(program, std::move(argument), descriptors);
    REQUIRE(child);
    return std::move(*child);
}

std::size_t open_descriptors() {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {}));
}

}  // namespace

TEST_CASE("a child that exits by itself is reaped with its own status", "[process]") {
    auto child = started("/bin/false");
    const auto pid = child.pid();
    CHECK(pid > 0);
    CHECK(exit_text(child.end(10s)) == "it exited with status 1");
    CHECK(child.pid() == 0);
    CHECK_FALSE(child.is_running());
    CHECK(::waitpid(pid, nullptr, WNOHANG) == -1);  // no zombie
    CHECK(child.end(10s) == 0);
}

TEST_CASE("a child that does not exit in time is killed", "[process]") {
    auto child = started("/bin/sleep", "60");
    CHECK(child.is_running());
    const auto since = Clock::now();
    CHECK(exit_text(child.end(50ms)).starts_with("it was killed by signal 9"));
    CHECK(Clock::now() - since >= 50ms);
    CHECK(Clock::now() - since < 5s);
}

TEST_CASE("killing a child that has exited is harmless", "[process]") {
    auto child = started("/bin/true");
    for (const auto until = Clock::now() + 10s; child.is_running() && Clock::now() < until;) {
    }
    CHECK_FALSE(child.is_running());
    child.kill();
    CHECK(exit_text(child.end(0ms)) == "it exited with status 0");
    child.kill();
}

TEST_CASE("destroying or replacing a ChildProcess kills and reaps the child", "[process]") {
    pid_t first = 0, second = 0;
    {
        auto child = started("/bin/sleep", "60");
        first = child.pid();
        auto moved = std::move(child);
        CHECK(moved.pid() == first);
        moved = started("/bin/sleep", "60");
        second = moved.pid();
        CHECK(::kill(first, 0) == -1);
        CHECK(::kill(second, 0) == 0);
    }
    CHECK(::kill(second, 0) == -1);
}

TEST_CASE("a child inherits the descriptors it is given, under their new numbers, and no others", "[process]") {
    auto sockets = open_socket_pair(SOCK_STREAM);
    REQUIRE(sockets);
    const ScratchFolder folder;
    const auto script = folder / "child";
    std::ofstream(script) << "#!/bin/sh\nls -1 /proc/self/fd | tr '\\n' ' ' >&3\nprintf 'on 4' >&4\n";
    std::filesystem::permissions(script, std::filesystem::perms::owner_all);
    // Deliberately crossed: both ends end up on one socket, whatever numbers they have here.
    auto child = started(script.c_str(), {}, {{sockets->theirs.get(), 3}, {sockets->theirs.get(), 4}});
    sockets->theirs.reset();
    std::string said;
    char part[256];
    for (ssize_t got = 0; (got = ::recv(sockets->ours.get(), part, sizeof part, 0)) > 0;) said.append(part, static_cast<std::size_t>(got));
    CHECK(child.end(10s) == 0);
    CHECK(said.ends_with("on 4"));
    CHECK(said.starts_with("0 1 2 3 4 "));
}

TEST_CASE("a program that cannot be started is reported, and no start leaks a descriptor", "[process]") {
    const auto before = open_descriptors();
    for (int i = 0; i < 5; ++i) {
        const auto failed = ChildProcess::start("/no/such/program", {}, {{0, 3}});
        REQUIRE_FALSE(failed);
        CHECK(failed.error().code == ErrorCode::stopped);
        CHECK(failed.error().detail == "/no/such/program: No such file or directory");
        started("/bin/true", {}, {{0, 3}}).end(10s);
    }
    CHECK_FALSE(ChildProcess::start("/bin/true", {}, {{-1, 3}}));
    CHECK(open_descriptors() == before);
}

TEST_CASE("an exit status is put into words", "[process]") {
    CHECK(exit_text(0) == "it exited with status 0");
    CHECK(exit_text(3 << 8) == "it exited with status 3");
    CHECK(exit_text(127 << 8) == "it could not be executed");
    CHECK(exit_text(SIGSEGV) == "it was killed by signal 11 (Segmentation fault)");
}
