#include "kiosk/decoder/sandbox.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <set>
#include <string>

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

TEST_CASE("a sandboxed process cannot make what it has written executable", "[decoder]") {
    if (!can_be_sandboxed) return;
    CHECK(is_killed([] {
        void* page = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        return page != MAP_FAILED ? ::mprotect(page, 4096, PROT_READ | PROT_EXEC) : 0;
    }));
}

TEST_CASE("a sandboxed process keeps only its two descriptors and can get no more of anything", "[decoder]") {
    if (!can_be_sandboxed) return;
    int ends[2];
    REQUIRE(::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0);
    const pid_t process = ::fork();
    if (process == 0) {
        const int channel = ::fcntl(ends[1], F_DUPFD, 20);
        ::dup2(channel, decoder_channel);
        ::dup2(STDERR_FILENO, decoder_frame);
        ::dup2(STDERR_FILENO, decoder_frame + 1);
        std::string problem;
        if (!enter_sandbox(problem) || ::send(decoder_channel, "x", 1, MSG_NOSIGNAL) != 1) ::_exit(cannot_be_sandboxed);
        char byte = 0;
        ::_exit(static_cast<int>(::recv(decoder_channel, &byte, 1, 0)));
    }
    ::close(ends[1]);
    char ready = 0;
    REQUIRE(::recv(ends[0], &ready, 1, 0) == 1);
    const std::string folder = "/proc/" + std::to_string(process);
    std::set<int> open;
    for (const auto& entry : std::filesystem::directory_iterator(folder + "/fd")) open.insert(std::stoi(entry.path().filename()));
    CHECK(open == std::set{decoder_channel, decoder_frame});
    std::ifstream in(folder + "/limits");
    const std::string limits{std::istreambuf_iterator<char>(in), {}};
    for (const char* line :
         {"Max core file size        0                    0 ", "Max file size             0                    0 ",
          "Max processes             0                    0 ", "Max open files            5                    5 ",
          "Max address space         536870912            536870912 "})
        CHECK(limits.find(line) != std::string::npos);
    ::close(ends[0]);
    ::waitpid(process, nullptr, 0);
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
