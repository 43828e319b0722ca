// occupancy.json in a seminar's folder: how long visitors took this kiosk up, added up over all its runs. Without personal data.
// A purge moves the counts into statistics.json.
#pragma once

#include <filesystem>

#include "core/attendance/occupancy.hpp"
#include "core/base/error.hpp"
#include "core/seminar/seminar.hpp"

namespace entre {

std::filesystem::path occupancy_file(const SeminarFolder& folder);

/// What was measured at this kiosk, also before a purge. Without visits if there is no such file, or none that can be read.
Occupancy read_occupancy(const SeminarFolder& folder);

/// Adds `visits` to the file, replacing it atomically. Errors: file_unwritable.
Result<void> add_occupancy(const SeminarFolder& folder, const Occupancy& visits);

}  // namespace entre
