// Copies of entre.db in the folder backups/, made while the door is open.
#pragma once

#include <filesystem>
#include <vector>

#include "core/base/clock.hpp"
#include "core/base/error.hpp"
#include "core/seminar/seminar.hpp"

namespace entre {

/// How many copies are kept.
inline constexpr std::size_t kept_backups = 3;

/// Copies the database with SQLite's backup interface (sqlite.org/backup.html), which does not disturb the writer; checks the
/// copy, compares it with the journal, and removes all but the latest few. May be called from any thread; takes some
/// milliseconds for each MB. Returns the copy's path.
/// Errors: database_damaged when the copy is, or lacks something acknowledged; then the database itself does, too.
/// file_missing, file_unwritable, disk_full, database_failed.
Result<std::filesystem::path> make_backup(const SeminarFolder& folder, UtcTime now);

/// The copies in `folder`, latest first. None if it does not exist.
std::vector<std::filesystem::path> backups_in(const std::filesystem::path& folder);

}  // namespace entre
