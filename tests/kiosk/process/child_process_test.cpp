#include "kiosk/process/child_process.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <iterator>
#include <set>
#include <sstream>
#include <string>

#include "core/base/clock.hpp"
#include "tests/support/catch.hpp"

using namespace entre;
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

std::set<int> inheritable_descriptors() {
    std::set<int> out;
    for (int number = 0; number < 1024; ++number)
        if (const int flags = ::fcntl(number, F_GETFD); flags >= 0 && (flags & FD_CLOEXEC) == 0) out.insert(number);
    return out;
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
    auto child =
        started("/bin/ls", "/proc/self/fd", {{sockets->theirs.get(), 1}, {sockets->theirs.get(), 3}, {sockets->theirs.get(), 4}});
    sockets->theirs.reset();
    std::string listed;
    char part[256];
    for (ssize_t got = 0; (got = ::recv(sockets->ours.get(), part, sizeof part, 0)) > 0;)
        listed.append(part, static_cast<std::size_t>(got));
    CHECK(child.end(10s) == 0);
    // Besides these, only what the tests themselves inherited, and the folder that ls reads.
    auto expected = inheritable_descriptors();
    expected.insert({1, 3, 4});
    int folder = 0;
    while (expected.contains(folder)) ++folder;
    expected.insert(folder);
    std::set<int> in_child;
    std::istringstream lines(listed);
    for (int number = 0; lines >> number;) in_child.insert(number);
    CHECK(in_child == expected);
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
