#include <fmt/format.h>

#include <cstdio>
#include <ctime>

#include "core/seminar/starter.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/common.hpp"

namespace entre {

namespace {

/// In four weeks at nine o'clock, in this machine's time zone.
LocalTime in_four_weeks() {
    const std::time_t then = std::time(nullptr) + std::time_t{28} * 24 * 3600;
    std::tm local{};
    ::localtime_r(&then, &local);
    const std::chrono::minutes offset{local.tm_gmtoff / 60};
    return {std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::from_time_t(then)), offset};
}

}  // namespace

int run_new(const std::filesystem::path& folder) {
    if (const auto made = make_starter(folder, in_four_weeks()); !made) return report(made.error());
    print_line(
        sentence("Created the seminar {1}. Next:\n"
                 "  1. Write name, place and time into {1}/seminar.toml.\n"
                 "  2. Put the export of your registration system in place of {1}/registrations.csv.\n"
                 "  3. entre import {1} --dry-run    shows who would come; without --dry-run they are kept.\n"
                 "  4. entre pin {1}                 sets the staff PIN.\n"
                 "  5. entre doctor {1}              says what is not ready yet.\n"
                 "Then, at the door: entre kiosk {1}",
                 folder.string()));
    return status_done;
}

}  // namespace entre
