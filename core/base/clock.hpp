// Two clocks: a steady one for how long a screen has stood, and UTC for what is kept.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace entre {

using Clock = std::chrono::steady_clock;
using UtcTime = std::chrono::sys_time<std::chrono::milliseconds>;

/// A moment and the offset of the place it is told in, as RFC 3339 writes it. The offset is kept so that a seminar's
/// times read the same on a machine set to another zone.
struct LocalTime {
    UtcTime utc{};
    std::chrono::minutes offset{0};

    friend bool operator==(const LocalTime&, const LocalTime&) = default;
};

UtcTime utc_now();

/// "2027-05-20T07:00:00.000Z" (RFC 3339, UTC, milliseconds).
std::string to_rfc3339(UtcTime time);
/// Reads RFC 3339 with a zone ("Z" or "+02:00"); nothing when there is no zone or no date.
std::optional<LocalTime> from_rfc3339(std::string_view text);

/// "09.00": Swedish clock time at the place the offset belongs to.
std::string clock_time(LocalTime time);
/// "2027-05-20-0847": the minute at the place, for the name of a file.
std::string file_stamp(LocalTime time);

/// Year, month and day at the place.
std::chrono::year_month_day local_date(LocalTime time);
/// 0 = Sunday … 6 = Saturday at the place.
unsigned local_weekday(LocalTime time);

}  // namespace entre
