#include <sodium.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <clocale>
#include <csignal>
#include <cstdio>
#include <new>

#include "core/base/log.hpp"
#include "kiosk/commands/commands.hpp"

namespace {

/// A core dump would hold names: neither a file nor one that is piped to a crash reporter is wanted.
void forbid_core_dumps() {
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::prctl(PR_SET_DUMPABLE, 0);
}

}  // namespace

int main(int count, char** arguments) {
    const auto started = entre::Clock::now();
    forbid_core_dumps();
    std::signal(SIGPIPE, SIG_IGN);  // a closed connection is reported by the write
    ::umask(077);                   // every file holds names or codes: readable for this user only
    std::setlocale(LC_CTYPE, "C.UTF-8");
    if (sodium_init() < 0) {
        std::fputs("entre: the random number source of this machine does not answer\n", stderr);
        return entre::status_failed;
    }
    int status = entre::status_failed;
    try {
        status = entre::run_command_line(count, arguments, started);
    } catch (const std::bad_alloc&) {
        std::fputs(
            "entre: the memory of this machine is used up. Nothing that was acknowledged is lost: close other programs, then "
            "try again.\n",
            stderr);
    }
    entre::close_log();
    return status;
}
