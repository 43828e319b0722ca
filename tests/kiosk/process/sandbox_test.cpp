#include "kiosk/process/sandbox.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>

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

namespace {

/// A forked process that has applied a policy and then waits; killed by the destructor.
class Sandboxed {
public:
    explicit Sandboxed(const SandboxPolicy& policy) {
        int ends[2];
        REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
        process_ = ::fork();
        if (process_ == 0) {
            constexpr uid_t nobody = 65534;
            if (::getuid() == 0 && ::setresuid(nobody, nobody, nobody) != 0) ::_exit(not_applied);
            ::prctl(PR_SET_DUMPABLE, 1);  // changing the user has just cleared it
            std::string problem;
            if (!policy.apply(problem) || ::write(ends[1], "x", 1) != 1) ::_exit(not_applied);
            while (true) ::usleep(100'000);
        }
        ::close(ends[1]);
        char ready = 0;
        REQUIRE(::read(ends[0], &ready, 1) == 1);
        ::close(ends[0]);
    }
    ~Sandboxed() {
        ::kill(process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
    }
    Sandboxed(const Sandboxed&) = delete;
    Sandboxed& operator=(const Sandboxed&) = delete;
    [[nodiscard]] std::string path(const std::string& file) const { return "/proc/" + std::to_string(process_) + "/" + file; }
    [[nodiscard]] std::string content(const std::string& file) const {
        std::ifstream in(path(file));
        return {std::istreambuf_iterator<char>(in), {}};
    }

private:
    pid_t process_ = -1;
};

SandboxPolicy waiting() {
    return SandboxPolicy(OnViolation::fail_with_eperm)
        .allow(Grant::exit)
        .allow(Grant::memory)
        .allow(Grant::time)
        .allow(Grant::open_descriptors);
}

}  // namespace

TEST_CASE("a sandboxed process cannot gain privileges and cannot be traced", "[process]") {
    if (!can_be_sandboxed) return;
    const Sandboxed process(waiting());
    CHECK(process.content("status").find("NoNewPrivs:\t1") != std::string::npos);
    CHECK(process.content("status").find("Seccomp:\t2") != std::string::npos);
    // The kernel gives a process that cannot be traced or dumped to root.
    struct stat about{};
    REQUIRE(::stat(process.path("status").c_str(), &about) == 0);
    CHECK(about.st_uid == 0);
}

TEST_CASE("a limit of a policy is soft and hard", "[process]") {
    if (!can_be_sandboxed) return;
    const auto limits = Sandboxed(waiting().limit(RLIMIT_FSIZE, 77)).content("limits");
    const auto line = limits.substr(limits.find("Max file size"));
    CHECK(line.substr(0, line.find('\n')).find("77                   77") != std::string::npos);
}

TEST_CASE("a process under a policy ends with the one that started it", "[process]") {
    int ends[2];
    REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
    const pid_t parent = ::fork();
    if (parent == 0) {
        if (::fork() == 0) {
            std::string problem;
            ::alarm(60);  // if the test fails
            if (waiting().apply(problem) && ::write(ends[1], "x", 1) == 1)
                while (true) ::usleep(100'000);
            ::_exit(not_applied);
        }
        char ready = 0;
        const auto got = ::read(ends[0], &ready, 1);
        ::_exit(got == 1 ? 0 : 1);
    }
    ::close(ends[1]);
    int status = 0;
    ::waitpid(parent, &status, 0);
    CHECK(status == 0);
    // The other end is closed when the grandchild, its last holder, has ended.
    pollfd closed{ends[0], POLLIN, 0};
    CHECK(::poll(&closed, 1, 10'000) == 1);
    ::close(ends[0]);
}

TEST_CASE("memory may be neither a file nor shared code", "[process]") {
    if (!can_be_sandboxed) return;
    const int file = ::open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
    REQUIRE(file >= 0);
    CHECK(exit_status(minimal(OnViolation::fail_with_eperm), [file] {
              return ::mmap(nullptr, 4096, PROT_READ, MAP_PRIVATE, file, 0) == MAP_FAILED ? errno : 0;
          }) == EPERM);
    ::close(file);
}

TEST_CASE("each grant allows what its name says and is needed for it", "[process]") {
    if (!can_be_sandboxed) return;
    const auto without = minimal(OnViolation::fail_with_eperm);
    const auto is_needed = [&](Grant grant, const std::function<int()>& attempt) {
        auto with = without;
        with.allow(grant);
        return exit_status(without, attempt) == EPERM && exit_status(with, attempt) == 0;
    };
    CHECK(is_needed(Grant::time, [] { return ::usleep(1) == 0 ? 0 : errno; }));
    CHECK(is_needed(Grant::open_descriptors, [] { return result_of(::fcntl(STDERR_FILENO, F_GETFD)); }));
    CHECK(is_needed(Grant::random, [] {
        char byte = 0;
        return ::getentropy(&byte, 1) == 0 ? 0 : errno;
    }));
    CHECK(is_needed(Grant::accept_connections, [] {
        int value = 0;
        socklen_t size = sizeof value;
        const int result = ::getsockopt(STDIN_FILENO, SOL_SOCKET, SO_TYPE, &value, &size);
        return result == 0 || errno != EPERM ? 0 : EPERM;
    }));
    CHECK(is_needed(Grant::threads, [] { return result_of(::prctl(PR_SET_NAME, "name")); }));
}
