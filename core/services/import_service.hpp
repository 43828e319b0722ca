// A fresh export meets the roster: read, compared, applied all or nothing.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/attendance/report.hpp"
#include "core/import/changes.hpp"
#include "core/import/reader.hpp"
#include "core/import/review.hpp"
#include "core/seminar/seminar.hpp"
#include "core/store/database.hpp"

namespace entre {

/// What an export would change; nothing is written yet.
struct ImportPlan {
    ExportReading reading;  ///< its people have moved into `changes`
    std::string source;     ///< the file's name in the folder
    Changes changes;
    bool is_suspicious = false;  ///< would withdraw over a fifth of the roster
    std::int64_t roster_version = 0;  ///< Roster::version of the roster it was compared with
    bool is_known = false;            ///< these very bytes were imported before, and change nothing
    ImportReview review;
    bool is_blank = false;            ///< headings and nobody below them
};

/// Reads `file` and compares it with `database`, which may be null for a seminar without one yet.
/// Errors: those of with_export_file and read_export, and of the database.
Result<ImportPlan> plan_import(Database* database, const Seminar& seminar, const std::filesystem::path& file, UtcTime now);

/// What to tell of a file with headings and nobody below them. One for an empty roster is no error: a seminar begins with it.
Error nobody_below(const std::filesystem::path& file);

/// Applies `plan` in one transaction. The same file a second time writes nothing at all. False when the roster has changed since
/// it was planned (a walk-in, a name mended at the door): nothing is written then, and it has to be planned anew.
/// Errors: those of the database; then the roster is as it was.
Result<bool> apply_import(Database& database, const ImportPlan& plan, UtcTime now);

/// Every reject and damage of `plan`, one a line, as a csv in the folder's `imports/`: without what stood in the rows. Answers where it
/// is; an empty path when there is nothing to tell. Errors: file_unwritable.
Result<std::filesystem::path> write_import_report(const SeminarFolder& folder, const ImportPlan& plan, UtcTime now);

/// All columns of the export `file` as they stand, for the people of `database` that its rows are about. Nothing of it is kept.
/// Errors: as of plan_import.
Result<CarriedColumns> columns_of_export(Database& database, const Seminar& seminar, const std::filesystem::path& file, UtcTime now);

}  // namespace entre
