// The seminars on this computer, as Start shows them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "core/base/time_zone.hpp"
#include "core/seminar/seminar.hpp"
#include "core/setup/screens.hpp"

namespace entre {

/// The folder for seminars: "Entré" in the user's home.
std::filesystem::path usual_seminars();
/// This machine's time zone, or Sweden's if it has none with a name.
TimeZone zone_here();

/// Who is on a seminar's list; nobody before one was imported.
struct PeopleOnList {
    std::int64_t expected = 0, came = 0;
    bool have_codes = true;
};

PeopleOnList people_on_list(const SeminarFolder& folder);

/// The seminars in `folder`, the next one first, those that are over last, then those that cannot be read. From any thread.
std::vector<setup::SeminarCard> find_seminars(const std::filesystem::path& folder, UtcTime now);

}  // namespace entre
