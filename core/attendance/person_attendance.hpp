// One person's attendance, computed record by record, in any order and without keeping all records. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/attendance/record.hpp"

namespace entre {

/// Whether a person is inside. Both are nullopt for a person who has not been here.
struct Presence {
    std::optional<UtcTime> inside_since;
    std::optional<UtcTime> first_in;

    friend bool operator==(const Presence&, const Presence&) = default;
};

/// Agrees with `entry_that_counts` over all records added. Keeps the last exit and the entries after it: what comes before cannot
/// matter again, whatever is added later.
class PersonAttendance {
public:
    /// An exit or entry that can still matter.
    struct Passage {
        std::int64_t turn = 0;
        UtcTime at{};
        RecordId id;
        std::uint32_t station = 0;
        bool is_exit = false;
    };
    /// Two passages of which neither station knew the other's.
    struct Contradiction {
        const Passage* first = nullptr;
        const Passage* second = nullptr;
    };

    /// Adding a record again changes nothing. `station` is the caller's number for the record's station.
    void add(const AttendanceRecord& record, std::uint32_t station);

    [[nodiscard]] Presence presence() const;
    /// The entry by which the person is inside; a null pointer when outside. Valid until the next `add`.
    [[nodiscard]] const Passage* entry() const;
    /// Two entries at different stations without an exit between them: the one that counts, and the first one elsewhere. No
    /// station lets in a person whom it knows to be inside. Their turns are equal, unless one station also corrected the name.
    [[nodiscard]] std::optional<Contradiction> two_entries() const;
    /// The last exit, and an entry of the same turn elsewhere.
    [[nodiscard]] std::optional<Contradiction> exit_and_entry() const;

private:
    [[nodiscard]] bool has_exit() const { return !passages_.empty() && passages_.front().is_exit; }

    std::vector<Passage> passages_;  ///< in the order of `is_before`; only the first may be an exit
    std::optional<UtcTime> first_entry_;
    bool was_undone_ = false, was_checked_out_ = false;
};

}  // namespace entre
