#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>

#include "core/base/pin.hpp"
#include "core/base/text.hpp"
#include "core/seminar/starter.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/common.hpp"

namespace entre {

namespace {

/// Reads a line; on a terminal, without echo.
std::string read_hidden(const Sentence& question) {
    const bool is_terminal = ::isatty(STDIN_FILENO) == 1;
    termios before{};
    if (is_terminal) {
        std::fputs(say(question).c_str(), stderr);
        ::tcgetattr(STDIN_FILENO, &before);
        termios hidden = before;
        hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    }
    std::string line;
    std::getline(std::cin, line);
    if (is_terminal) {
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
        std::fputs("\n", stderr);
    }
    return std::string(trim(line));
}

}  // namespace

int run_pin(const PinOptions& options) {
    std::string pin;
    if (options.is_random) {
        pin = random_pin();
    } else {
        pin = read_hidden(sentence("Staff PIN, 6 to 12 digits: "));
        if (::isatty(STDIN_FILENO) == 1 && pin != read_hidden(sentence("The same again: ")))
            return report(error_of(ErrorCode::wrong_usage, sentence("The two PINs differ. Nothing was changed.")));
    }
    if (const auto done = set_pin(options.folder, pin); !done) return report(done.error());
    print_line(options.is_random
                   ? sentence("Staff PIN: {}", pin)
                   : sentence("The PIN is set. Only its hash is stored in {}.", (options.folder / "seminar.toml").string()));
    return status_done;
}

}  // namespace entre
