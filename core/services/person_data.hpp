// One person's own data: everything that is stored about them, and its erasure (GDPR, articles 15 and 17).
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/attendance/staff_action.hpp"
#include "core/base/error.hpp"
#include "core/services/purge.hpp"
#include "core/store/database.hpp"

namespace entre {

/// The people that `sought` may mean: the one with this id or ticket code, otherwise all with this whole name ("Bo Ek"), as
/// exported or as corrected, protected or not. Errors: those of the database.
Result<std::vector<Registration>> people_meant(Database& database, std::string_view sought);

/// Everything stored about the person, times in RFC 3339 UTC.
/// {"person": {…}, "attendance": [{"what", "at", "station", "by", "detail"}], "badges": [{"number", "state", "ordered",
/// "changed", "printer", "why"}]}
std::string person_json(const PersonHistory& history);
/// The same as a table for a spreadsheet: what; when; more.
std::string person_csv(const PersonHistory& history);

/// Takes the person out of entre.db, the journal and the copies in backups/, and searches the folder for the name and the ticket
/// code: what is left in files that Entré did not write, or printed before, is named. Attendance records stay, without a name.
/// Errors: those of Database::open, such as database_in_use; kiosks_apart while several kiosks share the seminar: then nothing is
/// changed; file_unwritable.
Result<PurgeProof> erase_person(const SeminarFolder& folder, const RegistrationId& person, UtcTime now);

}  // namespace entre
