// Two clocks: a steady one for durations such as screen timeouts, and UTC for stored times.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace entre {

using Clock = std::chrono::steady_clock;
using UtcTime = std::chrono::sys_time<std::chrono::milliseconds>;

/// A moment and the UTC offset of its place at that moment, as in RFC 3339. The offset is kept so that a seminar's times read the
/// same on a machine set to another time zone (core/base/time_zone.hpp).
struct LocalTime {
    UtcTime utc{};
    std::chrono::minutes offset{0};

    friend bool operator==(const LocalTime&, const LocalTime&) = default;
};

UtcTime utc_now();
/// Milliseconds since 1970, as the database, traces and JSON keep a time; and back.
std::int64_t to_ms(UtcTime time);
UtcTime from_ms(std::int64_t ms);

/// "2027-05-20T07:00:00.000Z" (RFC 3339, UTC, milliseconds).
std::string to_rfc3339(UtcTime time);
/// Parses RFC 3339 with a zone ("Z" or "+02:00"); nullopt when the zone is missing or the time is invalid.
std::optional<LocalTime> from_rfc3339(std::string_view text);

/// "09.00": local time in Swedish notation.
std::string clock_time(LocalTime time);
/// "2027-05-20-0847": the local minute, for file names.
std::string file_stamp(LocalTime time);

/// The local date.
std::chrono::year_month_day local_date(LocalTime time);
/// The local weekday: 0 = Sunday … 6 = Saturday.
unsigned local_weekday(LocalTime time);

}  // namespace entre
