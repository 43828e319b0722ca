#include "core/attendance/report.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <fstream>

#include "core/store/ledger.hpp"
#include "core/store/roster.hpp"
#include "kiosk/commands/commands.hpp"

namespace entre {

int run_attendance(const AttendanceOptions& options) {
    const SeminarFolder folder{options.folder};
    const auto seminar = read_seminar(folder.path);
    if (!seminar) return report(seminar.error());
    auto database = Database::open(folder, Access::read, "entre attendance");
    if (!database) return report(database.error());
    const auto lines = database->guard([&]() -> Result<std::vector<AttendanceLine>> {
        return attendance_lines(Roster(*database).all(false), Ledger(*database).all());
    });
    if (!lines) return report(lines.error());
    const std::string text = options.format == "json" ? attendance_json(*lines) : attendance_csv(*lines, seminar->starts.offset);
    if (options.out.empty()) {
        std::fputs(text.c_str(), stdout);
        return status_done;
    }
    std::ofstream out(options.out, std::ios::binary | std::ios::trunc);
    out << text;
    out.close();
    if (!out) return report({ErrorCode::file_unwritable, fmt::format("{} cannot be written", options.out.string())});
    return status_done;
}

}  // namespace entre
