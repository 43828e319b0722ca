#include "core/attendance/record.hpp"

#include <tuple>

namespace entre {

bool is_entry(RecordKind kind) { return kind == RecordKind::checked_in || kind == RecordKind::walk_in; }

bool is_exit(RecordKind kind) { return kind == RecordKind::checked_out || kind == RecordKind::check_in_undone; }

bool is_before(const AttendanceRecord& a, const AttendanceRecord& b) {
    const bool a_stays = !is_exit(a.kind), b_stays = !is_exit(b.kind);
    return std::tie(a.turn, a_stays, a.at, a.id) < std::tie(b.turn, b_stays, b.at, b.id);
}

const AttendanceRecord* entry_that_counts(std::span<const AttendanceRecord> records) {
    const AttendanceRecord* last_exit = nullptr;
    for (const auto& record : records)
        if (is_exit(record.kind) && (last_exit == nullptr || is_before(*last_exit, record))) last_exit = &record;
    const AttendanceRecord* first = nullptr;
    for (const auto& record : records) {
        if (!is_entry(record.kind) || (last_exit != nullptr && is_before(record, *last_exit))) continue;
        if (first == nullptr || is_before(record, *first)) first = &record;
    }
    return first;
}

std::optional<UtcTime> inside_since(std::span<const AttendanceRecord> records) {
    const auto* entry = entry_that_counts(records);
    return entry == nullptr ? std::nullopt : std::optional(entry->at);
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
        case RecordKind::name_shown:
            return "name_shown";
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
