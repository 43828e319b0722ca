// The end of a seminar's data: statistics stay, everything about people goes, and a search through every file that is left says
// whether it went.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/seminar/seminar.hpp"
#include "core/store/database.hpp"

namespace entre {

/// When attendance has to be gone: so many days after the end as seminar.toml keeps it.
UtcTime purge_is_due(const Seminar& seminar);

/// What to tell staff at every start once it is overdue and there still is a database; nothing before.
std::optional<std::string> purge_reminder(const SeminarFolder& folder, const Seminar& seminar, UtcTime now);

struct PurgePlan {
    std::size_t people = 0;                    ///< in the roster, walk-ins included
    std::vector<std::filesystem::path> files;  ///< that will be removed: database, exports, badges, logs, sessions
    std::vector<std::string> marks;            ///< names and ticket codes to search for afterwards
    std::string statistics;                    ///< what becomes statistics.json; empty when there is nothing to count
};

/// A file that still holds a name or a ticket code. Which one is not told: the list would be what was to go away.
struct PurgeTrace {
    std::filesystem::path file;
    std::size_t places = 0;
};

struct PurgeProof {
    std::size_t marks = 0;
    std::size_t files = 0;  ///< searched, everything that is left in the folder
    std::vector<PurgeTrace> traces;
};

/// What would go. Nothing is changed. Errors: database_in_use while a kiosk runs, and those of the database.
Result<PurgePlan> plan_purge(const SeminarFolder& folder, const Seminar& seminar);

/// Writes statistics.json, removes the files, and searches what is left. Stopped in the middle, it can be done again.
/// Errors: database_in_use, file_unwritable with the file that could not be removed.
Result<PurgeProof> purge(const SeminarFolder& folder, const PurgePlan& plan);

/// Where any of `marks` (of four bytes or more, ASCII letters in any case) stands in the files under `folder`.
PurgeProof search_for(const std::filesystem::path& folder, const std::vector<std::string>& marks);

}  // namespace entre
