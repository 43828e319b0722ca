#include "kiosk/services/attendance_file.hpp"

#include <fmt/format.h>

#include "core/attendance/report.hpp"
#include "core/base/atomic_file.hpp"
#include "core/store/ledger.hpp"
#include "core/store/roster.hpp"
#include "kiosk/services/sticks.hpp"

namespace entre {

Result<std::string> attendance_text(Database& database, const Seminar& seminar, TicketCodes codes) {
    auto table = database.guard(
        [&]() -> Result<AttendanceTable> { return attendance_table(Roster(database).all(false), Ledger(database).all()); });
    if (!table) return pass_on(table);
    if (codes == TicketCodes::left_out)
        for (auto& line : table->lines) line.ticket_code.clear();
    return attendance_csv(*table, seminar.time_zone());
}

Result<std::string> write_attendance(Database& database, const SeminarFolder& folder, const Seminar& seminar, UtcTime now,
                                     const std::optional<std::filesystem::path>& sticks) {
    const auto text = attendance_text(database, seminar);
    if (!text) return pass_on(text);
    const std::string name = fmt::format("attendance-{}.csv", file_stamp(seminar.local(now)));
    // Atomic, because the file may be open in another program.
    const auto written = sticks ? save_on_stick(*sticks, name, *text) : write_file_atomically(folder.path / name, *text);
    if (!written) return pass_on(written);
    return name;
}

ListsNote note_of(const Error& error, bool is_for_stick) {
    if (!is_for_stick) return ListsNote::failed;
    return error.code == ErrorCode::disk_full         ? ListsNote::stick_full
           : error.code == ErrorCode::file_unwritable ? ListsNote::stick_read_only
           : error.code == ErrorCode::file_missing    ? ListsNote::stick_gone
                                                      : ListsNote::failed;
}

}  // namespace entre
