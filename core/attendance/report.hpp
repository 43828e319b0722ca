// Exports attendance to CSV, JSON and XLSX files.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/attendance/record_chain.hpp"
#include "core/base/error.hpp"
#include "core/base/time_zone.hpp"
#include "core/registration/registration.hpp"

namespace entre {

struct AttendanceLine {
    std::string name;  ///< the alias for a protected person, whose other texts are empty
    std::string organisation;
    std::string title;
    std::string category;
    RegistrationStatus status = RegistrationStatus::registered;
    std::optional<UtcTime> inside_since;
    std::optional<UtcTime> first_in;
    std::string given, family, language;
    bool is_protected = false;
    std::string ticket_code;           ///< for joining the file with the export
    std::vector<std::string> carried;  ///< cells copied from the export, under the headings in AttendanceTable::carried
};

/// All people on the roster: first those who came, in order of arrival, then the others by name.
std::vector<AttendanceLine> attendance_lines(std::span<const Registration> roster, std::span<const AttendanceRecord> records);

/// Columns of the export that Entré does not store, to be appended to its own: the cells for each registration.
struct CarriedColumns {
    std::vector<std::string> headings;
    std::unordered_map<RegistrationId, std::vector<std::string>> cells;
};

/// The lines and the headings of the carried columns. A protected person has no carried cells.
struct AttendanceTable {
    std::vector<AttendanceLine> lines;
    std::vector<std::string> carried;  ///< headings
};
AttendanceTable attendance_table(std::span<const Registration> roster, std::span<const AttendanceRecord> records,
                                 const CarriedColumns& carried = {});

/// `excel`: `;` and a byte order mark, as Swedish spreadsheets expect. `rfc`: RFC 4180, with `,` and no mark. `tab`: tabs.
enum class CsvDialect { excel, rfc, tab };

/// Times are local. Cells that a spreadsheet would take for a formula are prefixed with an apostrophe. Entré can import the
/// result as registrations.
std::string attendance_csv(const AttendanceTable& table, const TimeZone& zone, CsvDialect dialect = CsvDialect::excel);
/// An array of objects with times in RFC 3339 UTC.
std::string attendance_json(const AttendanceTable& table);
/// All records, as JSON lines with times in RFC 3339 UTC: {"station", "number", "at", "kind", "id", "person", "turn", "by",
/// "detail", "chain_hash"}. Anybody can follow the chains by core/attendance/record_chain.hpp.
std::string records_json_lines(std::span<const AttendanceRecord> records);
/// Writes a workbook (ECMA-376) atomically to `file`, with text cells, date cells and frozen headings, and if there are any, on a
/// second sheet, the ends of the stations' chains of records. Errors: file_unwritable.
Result<void> write_attendance_xlsx(const AttendanceTable& table, const TimeZone& zone, const std::filesystem::path& file,
                                   std::span<const ChainEnd> ends = {});

/// The headings of all formats, without the carried ones.
std::span<const std::string_view> attendance_headings();
/// The text in the "Status" column: in the headings' language, and a word that the import recognises.
std::string_view attendance_status(RegistrationStatus status);
/// "2027-05-20 08:41" in the seminar's time zone; empty without a time.
std::string local_time(const std::optional<UtcTime>& time, const TimeZone& zone);

}  // namespace entre
