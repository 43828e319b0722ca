// One thing that happened at the door. Records are only added; who is inside is a fold over them.
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
    RecordId id;  ///< UUIDv7, so that records of several stations merge by union
    RegistrationId registration;
    RecordKind kind = RecordKind::checked_in;
    UtcTime at{};
    std::string station;
    std::int64_t station_seq = 0;  ///< counts up at each station: the order that counts there, whatever the clock did
    RecordedBy by = RecordedBy::self;
    std::string detail;            ///< correction: what changed, without the name itself
};

/// Since when the person these records are about is inside; nothing when outside. `records` is in any order; those of one
/// station count in the order of its own numbers, those of several by time. Of several check-ins the earliest counts.
std::optional<UtcTime> inside_since(std::span<const AttendanceRecord> records);

std::string_view to_string(RecordKind kind);
std::string_view to_string(RecordedBy by);

}  // namespace entre
