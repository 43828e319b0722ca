#include "kiosk/process/sandbox.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <functional>

#include "tests/support/catch.hpp"

using namespace entre;

namespace {

constexpr int not_applied = 99;

/// A policy under which a process can just exit.
SandboxPolicy minimal(OnViolation violation) {
    return SandboxPolicy(violation).allow(Grant::exit).allow(Grant::memory).allow(Grant::signals);
}

/// The wait status of a forked process that applies `policy` and exits with the result of `attempt`.
int status_of(const SandboxPolicy& policy, const std::function<int()>& attempt) {
    const pid_t process = ::fork();
    if (process == 0) {
        std::string problem;
        ::_exit(policy.apply(problem) ? attempt() : not_applied);
    }
    int status = 0;
    ::waitpid(process, &status, 0);
    return status;
}

bool is_killed(const SandboxPolicy& policy, const std::function<int()>& attempt) {
    const int status = status_of(policy, attempt);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS;
}

int exit_status(const SandboxPolicy& policy, const std::function<int()>& attempt) {
    const int status = status_of(policy, attempt);
    REQUIRE(WIFEXITED(status));
    return WEXITSTATUS(status);
}

/// 0 on success, otherwise errno.
int result_of(long returned) { return returned >= 0 ? 0 : errno; }

int open_a_file() { return result_of(::open("/etc/hostname", O_RDONLY)); }
int duplicate() { return result_of(::dup(STDIN_FILENO)); }

/// Maps a page as data and then asks for permission to execute it.
int make_memory_executable() {
    void* page = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED) return 1;
    return result_of(::mprotect(page, 4096, PROT_READ | PROT_EXEC));
}

}  // namespace

TEST_CASE("a policy decides whether a forbidden call kills the process or fails", "[process]") {
    if (!can_be_sandboxed) return;
    CHECK(exit_status(minimal(OnViolation::kill_process), [] { return 0; }) == 0);
    CHECK(is_killed(minimal(OnViolation::kill_process), open_a_file));
    CHECK(is_killed(minimal(OnViolation::kill_process), duplicate));
    CHECK(exit_status(minimal(OnViolation::fail_with_eperm), open_a_file) == EPERM);
    CHECK(exit_status(minimal(OnViolation::fail_with_eperm), duplicate) == EPERM);
}

TEST_CASE("a grant allows its calls, and none of another grant", "[process]") {
    if (!can_be_sandboxed) return;
    const auto random = [] {
        char byte = 0;
        return ::getentropy(&byte, 1) == 0 ? 0 : 1;
    };
    const auto read_nothing = [] { return result_of(::lseek(STDERR_FILENO, 0, SEEK_CUR)) == EPERM ? 1 : 0; };
    CHECK(is_killed(minimal(OnViolation::kill_process), random));
    CHECK(exit_status(minimal(OnViolation::kill_process).allow(Grant::random), random) == 0);
    CHECK(is_killed(minimal(OnViolation::kill_process).allow(Grant::random), read_nothing));
    CHECK(exit_status(minimal(OnViolation::kill_process).allow(Grant::open_descriptors), read_nothing) == 0);
    const auto name_thread = [] { return result_of(::prctl(PR_SET_NAME, "name")); };
    const auto set_dumpable = [] { return result_of(::prctl(PR_SET_DUMPABLE, 1)); };
    CHECK(exit_status(minimal(OnViolation::kill_process).allow(Grant::threads), name_thread) == 0);
    CHECK(is_killed(minimal(OnViolation::kill_process).allow(Grant::threads), set_dumpable));
    CHECK(is_killed(minimal(OnViolation::kill_process).allow(Grant::threads), [] { return ::fork() == 0 ? 0 : 0; }));
}

TEST_CASE("no policy lets a process execute memory it has written", "[process]") {
    if (!can_be_sandboxed) return;
    CHECK(is_killed(minimal(OnViolation::kill_process), make_memory_executable));
    CHECK(exit_status(minimal(OnViolation::fail_with_eperm), make_memory_executable) == EPERM);
    CHECK(exit_status(minimal(OnViolation::fail_with_eperm), [] {
              errno = 0;
              return ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED
                         ? errno
                         : 0;
          }) == EPERM);
    CHECK(exit_status(minimal(OnViolation::fail_with_eperm),
                      [] { return std::malloc(std::size_t{4} << 20) != nullptr ? 0 : 1; }) == 0);
}

TEST_CASE("a right on one descriptor is none on another, and other descriptors can be closed", "[process]") {
    if (!can_be_sandboxed) return;
    int ends[2];
    REQUIRE(::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0);
    const auto send_on = [](int socket) { return [socket] { return result_of(::send(socket, "x", 1, MSG_NOSIGNAL)); }; };
    const auto policy = minimal(OnViolation::kill_process).allow_on(ends[0], {DescriptorUse::send});
    CHECK(exit_status(policy, send_on(ends[0])) == 0);
    CHECK(is_killed(policy, send_on(ends[1])));
    CHECK(is_killed(policy, [&] {
        char byte = 0;
        return result_of(::recv(ends[0], &byte, 1, MSG_DONTWAIT));
    }));
    const auto open_ones = minimal(OnViolation::fail_with_eperm).allow(Grant::open_descriptors).keep_only({ends[0]});
    CHECK(exit_status(open_ones, [&] { return result_of(::fcntl(ends[0], F_GETFD)); }) == 0);
    for (const int closed : {STDIN_FILENO, STDERR_FILENO, ends[1]})
        CHECK(exit_status(open_ones, [&] { return result_of(::fcntl(closed, F_GETFD)); }) == EBADF);
    ::close(ends[0]);
    ::close(ends[1]);
}

TEST_CASE("a policy limits resources and gives up privileges", "[process]") {
    if (!can_be_sandboxed) return;
    CHECK(exit_status(minimal(OnViolation::kill_process).limit(RLIMIT_AS, std::uint64_t{256} << 20), [] {
              volatile std::size_t too_much = std::size_t{1} << 30;
              return std::malloc(too_much) == nullptr ? 0 : 1;
          }) == 0);
    // A step that the kernel refuses makes the policy fail.
    const auto impossible = minimal(OnViolation::kill_process).limit(-1, 1);
    CHECK(exit_status(impossible, [] { return 0; }) == not_applied);
}
