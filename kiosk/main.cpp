#include <sodium.h>
#include <sys/stat.h>

#include <clocale>
#include <csignal>
#include <cstdio>

#include "kiosk/commands/commands.hpp"

int main(int count, char** arguments) {
    const auto started = entre::Clock::now();
    std::signal(SIGPIPE, SIG_IGN);  // whoever hangs up is told by the call that wrote to it
    ::umask(077);  // whatever is written holds names or codes: for this user alone, from the first byte
    std::setlocale(LC_CTYPE, "C.UTF-8");
    if (sodium_init() < 0) {
        std::fputs("entre: the random number source of this machine does not answer\n", stderr);
        return entre::status_failed;
    }
    return entre::run_command_line(count, arguments, started);
}
