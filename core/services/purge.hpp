// Purging a seminar: statistics stay (how many came and when, how long visits took), everything about people is deleted, and a
// search through all remaining files verifies that.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/seminar/seminar.hpp"
#include "core/services/file_search.hpp"
#include "core/store/database.hpp"

namespace entre {

/// When attendance must be deleted: the end of the seminar plus the days to keep it from seminar.toml.
UtcTime purge_is_due(const Seminar& seminar);

/// The reminder for staff at every start when the purge is overdue and a database exists; otherwise empty.
std::optional<std::string> purge_reminder(const SeminarFolder& folder, const Seminar& seminar, UtcTime now);

struct PurgePlan {
    std::size_t people = 0;                      ///< in the roster, walk-ins included
    std::vector<std::filesystem::path> files;    ///< to delete: database, exports, badges, logs, sessions
    std::vector<std::string> marks;              ///< names and ticket codes to search for afterwards, as searchable() writes them
    std::string statistics;                      ///< the content of statistics.json; empty when there is nothing to count
    std::vector<std::filesystem::path> outside;  ///< named in the settings, but not in the folder: neither deleted nor searched
    std::vector<PurgeTrace> unread;              ///< exports that cannot be read: names that only they contain are unknown
    std::vector<std::string> not_checked;        ///< programs that may have a file open, but could not be looked into
};

struct PurgeProof {
    std::size_t marks = 0;
    std::size_t files = 0;           ///< the files searched: everything left in the folder
    std::vector<PurgeTrace> traces;  ///< files with a name or code, and what could not be searched; empty: all data is gone
    std::vector<std::filesystem::path> pictures{};  ///< left in the folder; no search finds a name that they show
};

/// Places that the settings name for personal data and that are not in `folder`.
std::vector<std::filesystem::path> outside_places(const SeminarFolder& folder, const Seminar& seminar);

/// Lists what a purge would delete; changes nothing. Errors: database_in_use while any program has the folder or a file in it
/// open, with the names of all of them; file_unreadable; and those of the database.
Result<PurgePlan> plan_purge(const SeminarFolder& folder, const Seminar& seminar);

/// Writes statistics.json, deletes the files, and searches what is left. The marks are kept in `purge-unfinished.txt` until a
/// search was complete and found nothing, so that a purge that was interrupted anywhere can be repeated.
/// Errors: database_in_use; file_unwritable with the file that could not be written or deleted; file_unreadable.
Result<PurgeProof> purge(const SeminarFolder& folder, const PurgePlan& plan);

/// Adds to statistics.json the kiosks at the same door that have not confirmed that they have purged, too; none: it says nothing
/// about kiosks. Not an error if there is no such file. Errors: file_unwritable.
Result<void> note_unpurged_kiosks(const SeminarFolder& folder, const std::vector<std::string>& kiosks);

/// Searches every file under `folder` for `marks`.
PurgeProof search_for(const std::filesystem::path& folder, const std::vector<std::string>& marks);

}  // namespace entre
