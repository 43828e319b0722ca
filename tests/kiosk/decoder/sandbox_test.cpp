#include "kiosk/decoder/sandbox.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <functional>

#include "kiosk/process/sandbox.hpp"
#include "tests/support/catch.hpp"

using namespace entre;

namespace {

constexpr int cannot_be_sandboxed = 99;

/// The wait status of a sandboxed child process that exits with the result of `attempt`.
int status_of(const std::function<int()>& attempt) {
    const pid_t process = ::fork();
    if (process == 0) {
        int ends[2];
        if (::socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends) != 0) ::_exit(cannot_be_sandboxed);
        const int theirs = ::fcntl(ends[0], F_DUPFD, 20), ours = ::fcntl(ends[1], F_DUPFD, 20);
        ::dup2(theirs, decoder_channel);
        ::dup2(ours, decoder_frame);
        std::string problem;
        if (!enter_sandbox(problem)) ::_exit(cannot_be_sandboxed);
        ::_exit(attempt());
    }
    int status = 0;
    ::waitpid(process, &status, 0);
    return status;
}

bool is_killed(const std::function<int()>& attempt) {
    const int status = status_of(attempt);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS;
}

bool succeeds(const std::function<int()>& attempt) {
    const int status = status_of(attempt);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

TEST_CASE("a sandboxed process is killed when it accesses anything outside itself", "[decoder]") {
    if (!can_be_sandboxed) return;
    REQUIRE(succeeds([] { return 0; }));
    CHECK(is_killed([] { return ::open("/etc/hostname", O_RDONLY); }));
    CHECK(is_killed([] { return ::open("/tmp/entre-was-here", O_WRONLY | O_CREAT, 0600); }));
    CHECK(is_killed([] { return ::socket(AF_INET, SOCK_STREAM, 0); }));
    CHECK(is_killed([] { return ::socket(AF_UNIX, SOCK_STREAM, 0); }));
    CHECK(is_killed([] { return static_cast<int>(::fork()); }));
    CHECK(is_killed([] { return ::execl("/bin/true", "true", nullptr); }));
    CHECK(is_killed([] { return ::kill(::getppid(), 0); }));
    CHECK(is_killed([] { return static_cast<int>(::write(STDERR_FILENO, "x", 1)); }));
    CHECK(is_killed([] { return ::unlink("/tmp/entre-was-here"); }));
    CHECK(is_killed([] { return static_cast<int>(::send(decoder_frame, "x", 1, 0)); }));  // not the channel
    CHECK(is_killed([] {
        return ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? 1
                                                                                                                           : 0;
    }));
}

TEST_CASE("a sandboxed process can still talk to its parent and allocate memory up to a limit", "[decoder]") {
    if (!can_be_sandboxed) return;
    CHECK(succeeds([] { return ::send(decoder_channel, "x", 1, MSG_NOSIGNAL) == 1 ? 0 : 1; }));
    CHECK(succeeds([] {
        void* some = std::malloc(std::size_t{100} << 20);
        const bool is_allocated = some != nullptr;
        std::free(some);
        return is_allocated ? 0 : 1;
    }));
    CHECK(succeeds([] {
        volatile std::size_t too_much = std::size_t{2} << 30;
        return std::malloc(too_much) == nullptr ? 0 : 1;
    }));
}
