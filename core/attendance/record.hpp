// The log of attendance events. Records are only ever added; who is inside is computed from them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/clock.hpp"
#include "core/base/id.hpp"

namespace entre {

/// `name_shown`: staff looked at a protected person's name.
enum class RecordKind { checked_in, checked_out, check_in_undone, walk_in, correction, name_shown };
enum class RecordedBy { self, staff, command };

struct AttendanceRecord {
    RecordId id;  ///< UUIDv7, so that the records of several stations can be merged
    RegistrationId registration;
    RecordKind kind = RecordKind::checked_in;
    UtcTime at{};
    std::string station;
    std::int64_t station_seq = 0;  ///< sequence number at the station, without gaps
    /// One more than the highest turn of this person that the station knew: the order of a person's records, whatever the
    /// clocks do. Two records of the same turn were made by stations that did not know of each other's.
    std::int64_t turn = 0;
    RecordedBy by = RecordedBy::self;
    std::string detail;        ///< for a correction: what changed, without the name itself; for a shown name: why
    std::string chain_hash{};  ///< see record_chain.hpp; empty in records of programs from before the chain
};

/// Whether a person comes in by a record of this kind, and whether a person leaves or was never there by it.
bool is_entry(RecordKind kind);
bool is_exit(RecordKind kind);

/// Whether `a` comes before `b` in one person's history: by turn; of the same turn exits before entries, so that a person is
/// rather inside than missed in an evacuation; then by time and id. A strict weak order.
bool is_before(const AttendanceRecord& a, const AttendanceRecord& b);

/// Of one person's records, in any order, the one by which the person is inside: the first entry after the last exit. A null
/// pointer when outside.
const AttendanceRecord* entry_that_counts(std::span<const AttendanceRecord> records);
/// Since when the person is inside; nullopt when outside.
std::optional<UtcTime> inside_since(std::span<const AttendanceRecord> records);

std::string_view to_string(RecordKind kind);
std::string_view to_string(RecordedBy by);

}  // namespace entre
