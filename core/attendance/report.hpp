// Who came and when, for a file.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/attendance/record.hpp"
#include "core/base/error.hpp"
#include "core/registration/registration.hpp"

namespace entre {

struct AttendanceLine {
    std::string name;          ///< the alias for a protected person, whose other words are left out
    std::string organisation;
    std::string title;
    std::string category;
    RegistrationStatus status = RegistrationStatus::registered;
    std::optional<UtcTime> inside_since;
    std::optional<UtcTime> first_in;
    std::string given, family, language;
    bool is_protected = false;
    std::string ticket_code;  ///< for joining the file with the export again
    std::vector<std::string> carried;  ///< the export's own cells, under AttendanceTable::carried
};

/// Everybody on the roster, those who came first in the order they came, then the others by name.
std::vector<AttendanceLine> attendance_lines(std::span<const Registration> roster, std::span<const AttendanceRecord> records);

/// Columns that an export brought and that Entré did not keep, to stand behind its own: which cells go with which registration.
struct CarriedColumns {
    std::vector<std::string> headings;
    std::unordered_map<RegistrationId, std::vector<std::string>> cells;
};

/// Lines and what stands above them. A protected person carries nothing.
struct AttendanceTable {
    std::vector<AttendanceLine> lines;
    std::vector<std::string> carried;  ///< headings
};
AttendanceTable attendance_table(std::span<const Registration> roster, std::span<const AttendanceRecord> records, const CarriedColumns& carried = {});

/// `excel`: `;` and a byte order mark, as Swedish spreadsheets read it. `rfc`: RFC 4180, with `,` and no mark. `tab`: tab separated.
enum class CsvDialect { excel, rfc, tab };

/// Local times. A cell that a spreadsheet would take for a formula gets an apostrophe before it. Entré reads it back as registrations.
std::string attendance_csv(const AttendanceTable& table, std::chrono::minutes offset, CsvDialect dialect = CsvDialect::excel);
/// An array of objects, times in RFC 3339 UTC.
std::string attendance_json(const AttendanceTable& table);
/// A workbook (ECMA-376) at `file`, there whole or not at all: texts as texts, times as dates, headings that stay in sight.
/// Errors: file_unwritable.
Result<void> write_attendance_xlsx(const AttendanceTable& table, std::chrono::minutes offset, const std::filesystem::path& file);

/// The headings of all of them, without the carried ones.
std::span<const std::string_view> attendance_headings();
/// What stands under "Status": in the headings' language, and a word that an import knows.
std::string_view attendance_status(RegistrationStatus status);
/// "2027-05-20 08:41" where the seminar is; empty without a time.
std::string local_time(const std::optional<UtcTime>& time, std::chrono::minutes offset);

}  // namespace entre
