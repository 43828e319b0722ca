#include "kiosk/live_page/server/sandbox.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <functional>
#include <thread>

#include "kiosk/process/sandbox.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

/// Whether `attempt` returns 0 in a sandboxed process.
bool can(const std::function<int()>& attempt) {
    constexpr int cannot_be_sandboxed = 99;
    const pid_t process = ::fork();
    if (process == 0) {
        std::string problem;
        ::_exit(!enter_page_sandbox(problem) ? cannot_be_sandboxed : attempt() == 0 ? 0 : 1);
    }
    int status = 0;
    ::waitpid(process, &status, 0);
    REQUIRE(WIFEXITED(status));
    REQUIRE(WEXITSTATUS(status) != cannot_be_sandboxed);
    return WEXITSTATUS(status) == 0;
}

int opened(const char* file, int how) { return ::open(file, how, 0600) >= 0 ? 0 : 1; }

}  // namespace

TEST_CASE("the page process can open no file or connection and start no program", "[live][WEB-9]") {
    if (!can_be_sandboxed) return;
    const ScratchFolder folder;
    const auto file = (folder / "entre.db").string();
    write_file(file, "rows");
    CHECK_FALSE(can([&] { return opened(file.c_str(), O_RDONLY); }));
    CHECK_FALSE(can([&] { return opened(file.c_str(), O_RDWR); }));
    CHECK_FALSE(can([&] { return opened((file + "-wal").c_str(), O_WRONLY | O_CREAT); }));
    CHECK_FALSE(can([&] { return ::unlink(file.c_str()); }));
    CHECK_FALSE(can([&] { return ::rename(file.c_str(), (file + ".old").c_str()); }));
    CHECK_FALSE(can([&] { return ::chmod(file.c_str(), 0777); }));
    CHECK_FALSE(can([&] { return ::truncate(file.c_str(), 0); }));
    CHECK_FALSE(can([] { return ::socket(AF_INET, SOCK_STREAM, 0) >= 0 ? 0 : 1; }));
    CHECK_FALSE(can([] { return ::socket(AF_UNIX, SOCK_STREAM, 0) >= 0 ? 0 : 1; }));
    CHECK_FALSE(can([] { return ::fork() >= 0 ? 0 : 1; }));
    CHECK_FALSE(can([] { return ::execl("/bin/true", "true", nullptr); }));
    CHECK_FALSE(can([] { return ::kill(::getppid(), 0); }));
    CHECK_FALSE(can([] { return static_cast<int>(::ptrace(PTRACE_ATTACH, ::getppid(), nullptr, nullptr)); }));
    CHECK_FALSE(can([] {
        return ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? 1
                                                                                                                           : 0;
    }));
    CHECK_FALSE(can([] {
        void* page = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        return ::mprotect(page, 4096, PROT_READ | PROT_EXEC);
    }));
    CHECK(read_file(file) == "rows");
}

TEST_CASE("the page process can start threads and accept connections, and its earlier threads are sandboxed too",
          "[live][WEB-9]") {
    if (!can_be_sandboxed) return;
    CHECK(can([] {
        int done = 1;
        std::thread([&] { done = 0; }).join();
        return done;
    }));
    const pid_t process = ::fork();
    if (process == 0) {
        std::atomic<int> received = -1;
        std::atomic<bool> is_sandboxed = false;
        std::thread before([&] {
            while (!is_sandboxed) std::this_thread::yield();
            received = opened("/etc/hostname", O_RDONLY);
        });
        std::string problem;
        is_sandboxed = enter_page_sandbox(problem);
        if (!is_sandboxed) ::_exit(2);
        before.join();
        ::_exit(received == 1 ? 0 : 1);
    }
    int status = 0;
    ::waitpid(process, &status, 0);
    CHECK(status == 0);

    const int listening = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    REQUIRE(::bind(listening, reinterpret_cast<sockaddr*>(&at), size) == 0);
    REQUIRE(::listen(listening, 4) == 0);
    REQUIRE(::getsockname(listening, reinterpret_cast<sockaddr*>(&at), &size) == 0);
    const int client = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    REQUIRE(::connect(client, reinterpret_cast<sockaddr*>(&at), size) == 0);
    CHECK(can([&] {
        const int one = ::accept4(listening, nullptr, nullptr, SOCK_CLOEXEC);
        return one >= 0 && ::send(one, "x", 1, MSG_NOSIGNAL) == 1 ? 0 : 1;
    }));
    ::close(client);
    ::close(listening);
}
