#include <fmt/format.h>

#include <cstdio>

#include "core/seminar/starter.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/common.hpp"
#include "kiosk/services/seminar_cards.hpp"

namespace entre {

int run_new(const std::filesystem::path& folder) {
    if (const auto made = make_starter(folder, utc_now() + std::chrono::weeks{4}, zone_here()); !made)
        return report(made.error());
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
