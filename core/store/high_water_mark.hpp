// How much was recorded in a seminar's folder, noted outside it: shows that the folder was replaced by an old copy of itself.
// A file of JSON for each folder in $XDG_STATE_HOME/entre (otherwise ~/.local/state/entre), without personal data:
//   {"check_ins":48,"newest_ms":1810795200000,"missing":12,"missing_newest_ms":1810795100000,
//    "chains":{"Kiosk 1":{"number":61,"hash":"9f2c…"}}}
// "chains" are the ends of the chains of records (core/attendance/record_chain.hpp): somebody who writes all records anew, with
// their hashes, cannot match these.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "core/attendance/record_chain.hpp"
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

/// The first noted record that is there no more, or is another one: the records were changed since. Throws DatabaseFailure.
std::optional<ChainBreak> changed_since_noted(const SeminarFolder& folder, Database& database);

/// Notes what the database holds. A chain's noted end stays while its record is missing. What is missing stays noted until it is
/// back. Throws DatabaseFailure. Errors: file_unwritable, disk_full.
Result<void> raise_high_water_mark(const SeminarFolder& folder, Database& database);

}  // namespace entre
