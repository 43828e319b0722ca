// How much was recorded in a seminar's folder, noted outside it: shows that the folder was replaced by an old copy of itself.
// A file of JSON for each folder in $XDG_STATE_HOME/entre (otherwise ~/.local/state/entre), without personal data:
//   {"check_ins":48,"newest_ms":1810795200000,"missing":12,"missing_newest_ms":1810795100000}
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "core/base/clock.hpp"
#include "core/base/error.hpp"
#include "core/store/database.hpp"

namespace entre {

/// Check-ins that were in this folder once and are not any more.
struct MissingCheckIns {
    std::int64_t count = 0;
    UtcTime newest{};
};

/// The file for this folder and its database; empty where the environment names no home. Throws DatabaseFailure.
std::filesystem::path high_water_mark_file(const SeminarFolder& folder, Database& database);

/// What is missing; nullopt when nothing is, or nothing was noted. Throws DatabaseFailure.
std::optional<MissingCheckIns> missing_check_ins(const SeminarFolder& folder, Database& database);

/// Notes what the database holds. What is missing stays noted until it is back. Throws DatabaseFailure.
/// Errors: file_unwritable, disk_full.
Result<void> raise_high_water_mark(const SeminarFolder& folder, Database& database);

}  // namespace entre
