// A fresh export meets the roster: read, compared, applied all or nothing.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/registrations/changes.hpp"
#include "core/registrations/reader.hpp"
#include "core/seminar/seminar.hpp"
#include "core/store/database.hpp"

namespace entre {

/// What an export would change; nothing is written yet.
struct ImportPlan {
    ExportReading reading;  ///< its people have moved into `changes`
    std::string source;     ///< the file's name in the folder
    Changes changes;
    std::size_t roster_size = 0;
    bool is_suspicious = false;  ///< would withdraw over a fifth of the roster
};

/// Reads `file` and compares it with `database`, which may be null for a seminar without one yet.
/// Errors: those of read_table and read_export, and of the database.
Result<ImportPlan> plan_import(Database* database, const Seminar& seminar, const std::filesystem::path& file, UtcTime now);

/// Applies `plan` in one transaction. The same file a second time writes nothing at all.
/// Errors: those of the database; then the roster is as it was.
Result<void> apply_import(Database& database, const ImportPlan& plan, UtcTime now);

}  // namespace entre
