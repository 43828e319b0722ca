#include <fmt/format.h>

#include <cstdio>

#include "core/attendance/report.hpp"
#include "core/base/atomic_file.hpp"
#include "core/base/log.hpp"
#include "core/services/import_service.hpp"
#include "core/store/ledger.hpp"
#include "core/store/read_only_folder.hpp"
#include "core/store/roster.hpp"
#include "kiosk/commands/commands.hpp"

namespace entre {

namespace {

/// The list, and the records that it was made of.
struct Attendance {
    AttendanceTable table;
    std::vector<AttendanceRecord> records;
};

std::string text_of(const Attendance& attendance, const AttendanceOptions& options, const TimeZone& zone) {
    const auto& table = attendance.table;
    if (options.format == "records") return records_json_lines(attendance.records);
    if (options.format == "json") return attendance_json(table);
    const auto dialect = options.dialect == "rfc"   ? CsvDialect::rfc
                         : options.dialect == "tab" ? CsvDialect::tab
                                                    : CsvDialect::excel;
    return attendance_csv(table, zone, dialect);
}

}  // namespace

int run_attendance(const AttendanceOptions& options) {
    const SeminarFolder folder{options.folder};
    keep_log_quiet();
    const auto seminar = read_seminar(folder.path);
    if (!seminar) return report(seminar.error());
    auto database = open_or_copy(folder, "entre attendance");
    if (!database) return report(database.error());
    CarriedColumns carried;
    if (!options.with.empty()) {
        auto columns = columns_of_export(*database, *seminar, options.with, utc_now());
        if (!columns) return report(columns.error());
        carried = std::move(*columns);
    }
    const auto attendance = database->guard([&]() -> Result<Attendance> {
        auto records = Ledger(*database).all();
        auto table = attendance_table(Roster(*database).all(false), records, carried);
        return Attendance{std::move(table), std::move(records)};
    });
    if (!attendance) return report(attendance.error());
    if (options.format == "xlsx") {
        if (options.out.empty()) return report({ErrorCode::wrong_usage, "A workbook needs a file: --out attendance.xlsx"});
        const auto written =
            write_attendance_xlsx(attendance->table, seminar->time_zone(), options.out, check_chains(attendance->records).ends);
        return written ? status_done : report(written.error());
    }
    const auto text = text_of(*attendance, options, seminar->time_zone());
    if (options.out.empty()) {
        std::fputs(text.c_str(), stdout);
        return status_done;
    }
    const auto written = write_file_atomically(options.out, text);
    return written ? status_done : report(written.error());
}

}  // namespace entre
