#include "core/attendance/record.hpp"

#include <algorithm>
#include <vector>

namespace entre {

namespace {

bool is_before(const AttendanceRecord& a, const AttendanceRecord& b) {
    if (a.station == b.station) return a.station_seq < b.station_seq;
    return std::pair(a.at, a.id) < std::pair(b.at, b.id);
}

}  // namespace

std::optional<UtcTime> inside_since(std::span<const AttendanceRecord> records) {
    // "By number within a station, by time between stations" is not a strict weak order if a clock was set back, so std::sort
    // must not be used. Insertion sort is well-defined: each record is placed after the last one that it does not precede.
    std::vector<const AttendanceRecord*> ordered;
    for (const auto& record : records) {
        auto place = ordered.end();
        while (place != ordered.begin() && is_before(record, **(place - 1))) --place;
        ordered.insert(place, &record);
    }
    std::optional<UtcTime> since;
    for (const auto* record : ordered) {
        switch (record->kind) {
            case RecordKind::checked_in:
            case RecordKind::walk_in:
                if (!since) since = record->at;
                break;
            case RecordKind::checked_out:
            case RecordKind::check_in_undone:
                since.reset();
                break;
            case RecordKind::correction:
                break;
        }
    }
    return since;
}

std::string_view to_string(RecordKind kind) {
    switch (kind) {
        case RecordKind::checked_in:
            return "checked_in";
        case RecordKind::checked_out:
            return "checked_out";
        case RecordKind::check_in_undone:
            return "check_in_undone";
        case RecordKind::walk_in:
            return "walk_in";
        case RecordKind::correction:
            return "correction";
    }
    return "";
}

std::string_view to_string(RecordedBy by) {
    switch (by) {
        case RecordedBy::self:
            return "self";
        case RecordedBy::staff:
            return "staff";
        case RecordedBy::command:
            return "command";
    }
    return "";
}

}  // namespace entre
