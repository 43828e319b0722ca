// The log of attendance events. Records are only ever added; who is inside is computed from them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/clock.hpp"
#include "core/base/id.hpp"

namespace entre {

enum class RecordKind { checked_in, checked_out, check_in_undone, walk_in, correction };
enum class RecordedBy { self, staff, command };

struct AttendanceRecord {
    RecordId id;  ///< UUIDv7, so that the records of several stations can be merged
    RegistrationId registration;
    RecordKind kind = RecordKind::checked_in;
    UtcTime at{};
    std::string station;
    std::int64_t station_seq = 0;  ///< sequence number at the station; it defines the order there, whatever the clock does
    RecordedBy by = RecordedBy::self;
    std::string detail;  ///< for a correction: what changed, without the name itself
};

/// Since when the person whose records these are is inside; nullopt when outside. `records` may be in any order; those of one
/// station are ordered by sequence number, those of different stations by time. Of several check-ins the earliest counts.
std::optional<UtcTime> inside_since(std::span<const AttendanceRecord> records);

std::string_view to_string(RecordKind kind);
std::string_view to_string(RecordedBy by);

}  // namespace entre
