#include <sodium.h>
#include <sys/stat.h>

#include <clocale>
#include <csignal>
#include <cstdio>

#include "core/base/log.hpp"
#include "kiosk/commands/commands.hpp"

int main(int count, char** arguments) {
    const auto started = entre::Clock::now();
    std::signal(SIGPIPE, SIG_IGN);  // a closed connection is reported by the write
    ::umask(077);                   // every file holds names or codes: readable for this user only
    std::setlocale(LC_CTYPE, "C.UTF-8");
    if (sodium_init() < 0) {
        std::fputs("entre: the random number source of this machine does not answer\n", stderr);
        return entre::status_failed;
    }
    const int status = entre::run_command_line(count, arguments, started);
    entre::close_log();
    return status;
}
