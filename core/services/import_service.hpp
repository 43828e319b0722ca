// Imports an export into the roster: reads it, compares it and applies it in one transaction.
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

/// What an export would change. Nothing has been written yet.
struct ImportPlan {
    ExportReading reading;  ///< its people have been moved into `changes`
    std::string source;     ///< the file's name in the folder
    Changes changes;
    bool is_suspicious = false;       ///< would withdraw over a fifth of the roster
    std::int64_t roster_version = 0;  ///< of the roster that the export was compared with
    bool is_known = false;            ///< the same content was imported before, and changes nothing
    ImportReview review;
    bool is_blank = false;  ///< headings without people below them

    /// Something has to be answered first; see `reading.questions`. Such a plan cannot be applied.
    [[nodiscard]] bool has_questions() const { return !reading.questions.empty(); }
};

/// The error for a list with open questions, where nobody can be asked.
Error has_to_be_explained(const ImportPlan& plan);

/// Reads `file` and compares it with `database`, which may be null if the seminar has none yet.
/// Errors: those of with_export_file and read_export, and of the database.
Result<ImportPlan> plan_import(Database* database, const Seminar& seminar, const std::filesystem::path& file, UtcTime now);

/// The error for a file without people below its headings. For an empty roster such a file is not an error: a seminar starts with
/// it.
Error nobody_below(const std::filesystem::path& file);

/// Where several kiosks share one list, only one may import at a time (ShareSession::import).
enum class ListTurn { not_held, held };

/// Applies `plan` in one transaction. Importing the same file again writes nothing. False if the roster has changed since the
/// plan was made (a walk-in, a name corrected at the door): then nothing is written, and a new plan is needed. Errors: those of
/// the database, and export_invalid for a plan with questions; kiosks_apart without the turn where it is needed; then the roster
/// is unchanged.
Result<bool> apply_import(Database& database, const ImportPlan& plan, UtcTime now, ListTurn turn = ListTurn::not_held);

/// Writes all rejects and issues of `plan` to a csv file in the folder's `imports/`, one per line, without the contents of the
/// rows. Returns its path, or an empty path if there are none. Errors: file_unwritable.
Result<std::filesystem::path> write_import_report(const SeminarFolder& folder, const ImportPlan& plan, UtcTime now);

/// All columns of the export `file`, unchanged, for the people of `database` that its rows are about. Nothing is stored.
/// Errors: those of plan_import.
Result<CarriedColumns> columns_of_export(Database& database, const Seminar& seminar, const std::filesystem::path& file,
                                         UtcTime now);

}  // namespace entre
