#include "core/attendance/person_attendance.hpp"

#include <algorithm>
#include <tuple>

namespace entre {

namespace {

/// The order of `is_before` for records.
bool comes_before(const PersonAttendance::Passage& a, const PersonAttendance::Passage& b) {
    const bool a_stays = !a.is_exit, b_stays = !b.is_exit;
    return std::tie(a.turn, a_stays, a.at, a.id) < std::tie(b.turn, b_stays, b.at, b.id);
}

}  // namespace

void PersonAttendance::add(const AttendanceRecord& record, std::uint32_t station) {
    if (!is_entry(record.kind) && !is_exit(record.kind)) return;
    if (is_entry(record.kind)) first_entry_ = std::min(first_entry_.value_or(record.at), record.at);
    was_undone_ = was_undone_ || record.kind == RecordKind::check_in_undone;
    was_checked_out_ = was_checked_out_ || record.kind == RecordKind::checked_out;

    Passage passage{record.turn, record.at, record.id, station, is_exit(record.kind)};
    if (has_exit() && !comes_before(passages_.front(), passage)) return;
    auto place = std::lower_bound(passages_.begin(), passages_.end(), passage, comes_before);
    if (passage.is_exit) place = passages_.erase(passages_.begin(), place);
    if (place == passages_.end() || place->id != passage.id) passages_.insert(place, std::move(passage));
}

Presence PersonAttendance::presence() const {
    const auto* counts = entry();
    if (counts != nullptr) return {counts->at, first_entry_};
    // An undone check-in without another one or a check-out: the person was never here.
    const bool was_never_here = was_undone_ && !was_checked_out_;
    return {std::nullopt, was_never_here ? std::nullopt : first_entry_};
}

const PersonAttendance::Passage* PersonAttendance::entry() const {
    const std::size_t first = has_exit() ? 1 : 0;
    return first < passages_.size() ? &passages_[first] : nullptr;
}

std::optional<PersonAttendance::Contradiction> PersonAttendance::two_entries() const {
    const auto* counts = entry();
    const auto other = std::find_if(passages_.begin(), passages_.end(), [&](const Passage& passage) {
        return !passage.is_exit && counts != nullptr && passage.station != counts->station;
    });
    return other == passages_.end() ? std::nullopt : std::optional(Contradiction{counts, &*other});
}

std::optional<PersonAttendance::Contradiction> PersonAttendance::exit_and_entry() const {
    if (!has_exit()) return std::nullopt;
    const auto& exit = passages_.front();
    const auto other = std::find_if(passages_.begin(), passages_.end(), [&](const Passage& passage) {
        return !passage.is_exit && passage.turn == exit.turn && passage.station != exit.station;
    });
    return other == passages_.end() ? std::nullopt : std::optional(Contradiction{&exit, &*other});
}

}  // namespace entre
