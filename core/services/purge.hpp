// Purging a seminar: statistics stay, everything about people is deleted, and a search through all remaining files
// verifies that.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/seminar/seminar.hpp"
#include "core/store/database.hpp"

namespace entre {

/// When attendance must be deleted: the end of the seminar plus the days to keep it from seminar.toml.
UtcTime purge_is_due(const Seminar& seminar);

/// The reminder for staff at every start when the purge is overdue and a database exists; otherwise empty.
std::optional<std::string> purge_reminder(const SeminarFolder& folder, const Seminar& seminar, UtcTime now);

struct PurgePlan {
    std::size_t people = 0;                    ///< in the roster, walk-ins included
    std::vector<std::filesystem::path> files;  ///< to delete: database, exports, badges, logs, sessions
    std::vector<std::string> marks;            ///< names and ticket codes to search for afterwards
    std::string statistics;                    ///< the content of statistics.json; empty when there is nothing to count
};

/// A file that still holds a name or a ticket code. Not which one: that would be personal data again.
struct PurgeTrace {
    std::filesystem::path file;
    std::size_t places = 0;
};

struct PurgeProof {
    std::size_t marks = 0;
    std::size_t files = 0;  ///< the files searched: everything left in the folder
    std::vector<PurgeTrace> traces;
};

/// Lists what a purge would delete; changes nothing. Errors: database_in_use while a kiosk runs, and those of the database.
Result<PurgePlan> plan_purge(const SeminarFolder& folder, const Seminar& seminar);

/// Writes statistics.json, deletes the files, and searches what is left. Can be repeated if interrupted.
/// Errors: database_in_use; file_unwritable with the file that could not be deleted.
Result<PurgeProof> purge(const SeminarFolder& folder, const PurgePlan& plan);

/// The files under `folder` that contain any of `marks` (four bytes or longer, ASCII letters in any case).
PurgeProof search_for(const std::filesystem::path& folder, const std::vector<std::string>& marks);

}  // namespace entre
