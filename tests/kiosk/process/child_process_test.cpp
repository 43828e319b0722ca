#include "kiosk/process/child_process.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "core/base/clock.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace entre;
using entre::test::ScratchFolder;
using namespace std::chrono_literals;

namespace {

ChildProcess started(const char* program, std::string argument = {}, const std::vector<InheritedDescriptor>& descriptors = {}) {
    std::vector<std::string> arguments;
    if (!argument.empty()) arguments.push_back(std::move(argument));
    auto child = ChildProcess::start(program, std::move(arguments), descriptors);
    REQUIRE(child);
    return std::move(*child);
}

std::size_t open_descriptors() {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {}));
}

/// What a program that was started with one argument and without a standard output of its own prints.
std::string output_of(const char* program, const std::string& argument, std::vector<InheritedDescriptor> more = {}) {
    auto sockets = open_socket_pair(SOCK_STREAM);
    REQUIRE(sockets);
    more.push_back({sockets->theirs.get(), STDOUT_FILENO});
    auto child = started(program, argument, more);
    sockets->theirs.reset();
    std::string printed;
    char part[256];
    for (ssize_t got = 0; (got = ::recv(sockets->ours.get(), part, sizeof part, 0)) > 0;)
        printed.append(part, static_cast<std::size_t>(got));
    CHECK(child.end(10s) == 0);
    return printed;
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
    // Not closed on exec, as a library may open them; one of them below the child's own.
    const FileHandle low(::fcntl(STDIN_FILENO, F_DUPFD, 3)), high(::fcntl(STDIN_FILENO, F_DUPFD, 500));
    REQUIRE(low);
    REQUIRE(high);
    auto given = open_socket_pair(SOCK_STREAM);
    REQUIRE(given);
    const auto listed = output_of("/bin/ls", "/proc/self/fd", {{given->theirs.get(), 4}, {given->theirs.get(), 6}});
    std::set<int> in_child;
    std::istringstream lines(listed);
    for (int number = 0; lines >> number;) in_child.insert(number);
    CHECK(in_child == std::set{0, 1, 2, 3, 4, 6});  // 3 is the folder that ls reads
}

TEST_CASE("a child whose standard input is a terminal gets an empty one instead", "[process]") {
    const FileHandle terminal(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
    REQUIRE(terminal);
    REQUIRE(::unlockpt(terminal.get()) == 0);
    const FileHandle line(::open(::ptsname(terminal.get()), O_RDWR | O_NOCTTY | O_CLOEXEC));
    REQUIRE(line);
    const FileHandle before(::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 10));
    REQUIRE(::dup2(line.get(), STDIN_FILENO) == STDIN_FILENO);
    const auto linked = output_of("/bin/readlink", "/proc/self/fd/0");
    REQUIRE(::dup2(before.get(), STDIN_FILENO) == STDIN_FILENO);
    CHECK(linked == "/dev/null\n");
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

TEST_CASE("a child is started with no signal blocked, although the kiosk blocks those that stop it", "[process]") {
    sigset_t blocked, before;
    ::sigemptyset(&blocked);
    ::sigaddset(&blocked, SIGTERM);
    ::pthread_sigmask(SIG_BLOCK, &blocked, &before);
    const auto status = output_of("/bin/cat", "/proc/self/status");
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
    CHECK(status.find("SigBlk:\t0000000000000000") != std::string::npos);
}

TEST_CASE("a helper that is started again is the same program, even if an upgrade has replaced its file", "[process]") {
    const ScratchFolder scratch;
    const auto file = scratch / "helper";
    std::filesystem::copy_file("/bin/true", file);
    const HelperProgram helper(file);
    const auto status_of = [](auto child) {
        REQUIRE(child);
        return exit_text(child->end(10s));
    };
    CHECK(status_of(ChildProcess::start_helper(helper, {}, {})) == "it exited with status 0");
    std::filesystem::copy_file("/bin/false", scratch / "newer");
    std::filesystem::rename(scratch / "newer", file);  // as dpkg does
    CHECK(status_of(ChildProcess::start_helper(helper, {}, {})) == "it exited with status 0");
    CHECK(status_of(ChildProcess::start_helper(HelperProgram(file), {}, {})) == "it exited with status 1");
}

TEST_CASE("a helper inherits its descriptors at their numbers, and its own file cannot be read", "[process]") {
    const HelperProgram shell("/bin/sh");
    auto sockets = open_socket_pair(SOCK_STREAM);
    REQUIRE(sockets);
    auto child =
        ChildProcess::start_helper(shell, {"-c", "cat <&4 2>/dev/null || printf unreadable >&3"}, {{sockets->theirs.get(), 3}});
    REQUIRE(child);
    sockets->theirs.reset();
    char part[64];
    const auto got = ::recv(sockets->ours.get(), part, sizeof part, 0);
    CHECK(std::string(part, static_cast<std::size_t>(std::max<ssize_t>(0, got))) == "unreadable");
    CHECK(child->end(10s) == 0);
}

TEST_CASE("a helper that does not exist is named in the error", "[process]") {
    const auto failed = ChildProcess::start_helper(HelperProgram("/no/such/helper"), {}, {});
    REQUIRE_FALSE(failed);
    CHECK(failed.error().detail.find("/no/such/helper") != std::string::npos);
}
