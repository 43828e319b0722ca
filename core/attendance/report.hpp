// Who came and when, for a file.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/attendance/record.hpp"
#include "core/registrations/registration.hpp"

namespace entre {

struct AttendanceLine {
    std::string name;          ///< the alias for a protected person, whose other words are left out
    std::string organisation;
    std::string title;
    std::string category;
    RegistrationStatus status = RegistrationStatus::registered;
    std::optional<UtcTime> inside_since;
    std::optional<UtcTime> first_in;
};

/// Everybody on the roster, those who came first in the order they came, then the others by name.
std::vector<AttendanceLine> attendance_lines(std::span<const Registration> roster, std::span<const AttendanceRecord> records);

/// RFC 4180 with `;`, a byte order mark and local times, as Swedish spreadsheets read it. A cell that a spreadsheet would take
/// for a formula gets an apostrophe before it.
std::string attendance_csv(std::span<const AttendanceLine> lines, std::chrono::minutes offset);
/// An array of objects, times in RFC 3339 UTC.
std::string attendance_json(std::span<const AttendanceLine> lines);

}  // namespace entre
