#include "kiosk/process/stop_signals.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>

#include "tests/support/catch.hpp"

using namespace entre;

namespace {

/// The exit status of a process that waits for stop signals and then gets one: 7 once it was asked to leave.
int status_after(int signal) {
    const pid_t process = ::fork();
    if (process == 0) {
        ::alarm(10);
        std::atomic<bool> is_leaving = false;
        auto signals = stop_signals();
        ::kill(::getpid(), signal);
        const LeaveOnSignal leave(std::move(signals), [&] { is_leaving = true; });
        while (!is_leaving) ::usleep(1000);
        ::_exit(7);
    }
    int status = 0;
    ::waitpid(process, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST_CASE("Ctrl-C and a shutdown of the machine ask the kiosk to leave instead of ending it", "[process]") {
    CHECK(status_after(SIGINT) == 7);
    CHECK(status_after(SIGTERM) == 7);
    CHECK(status_after(SIGHUP) == -1);
}
