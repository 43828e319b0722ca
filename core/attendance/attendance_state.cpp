#include "core/attendance/attendance_state.hpp"

#include <algorithm>
#include <set>

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t max_latest = 12;
constexpr auto rate_over = 5min;
constexpr std::size_t max_curve_minutes = 24 * 60;

UtcTime minute_of(UtcTime time) { return std::chrono::floor<std::chrono::minutes>(time); }

double minutes_between(UtcTime from, UtcTime to) { return std::chrono::duration<double, std::ratio<60>>(to - from).count(); }

void change(std::size_t& count, bool is_counted, bool is_added) {
    if (is_counted) count += is_added ? std::size_t{1} : ~std::size_t{0};
}

}  // namespace

AttendanceState::AttendanceState(std::shared_ptr<const PersonRows> people) { set_people(std::move(people)); }

void AttendanceState::set_people(std::shared_ptr<const PersonRows> people) {
    rows_.clear();
    people_ = std::move(people);
    rows_.reserve(people_->size());
    presence_.assign(people_->size(), {});
    flagged_.clear();
    inside_ = expected_ = come_ = walk_ins_ = protected_inside_ = 0;
    arrivals_.clear();
    conflicts_.clear();
    add_people();
    for (auto& [id, known] : known_) {
        const auto row = rows_.find(id);
        known.row = row == rows_.end() ? no_row : row->second;
        update(known);
    }
}

void AttendanceState::add_people() {
    std::map<std::string_view, std::uint32_t> sectors;
    for (const auto& person : *people_) sectors.emplace(person.sector, 0);
    sectors_.clear();
    for (auto& [name, number] : sectors) {
        number = static_cast<std::uint32_t>(sectors_.size());
        sectors_.push_back({std::string(name), 0, 0});
    }
    sector_of_.clear();
    for (const auto& person : *people_) {
        const auto row = static_cast<Row>(sector_of_.size());
        rows_.emplace(person.id.value, row);
        sector_of_.push_back(sectors.at(person.sector));
        if (person.is_flagged) flagged_.push_back(row);
        if (!is_expected(person)) continue;
        ++expected_;
        ++sectors_[sector_of_.back()].expected;
    }
}

AttendanceState::Known& AttendanceState::known_by(const RegistrationId& id) {
    const auto [known, is_new] = known_.try_emplace(id.value);
    if (!is_new) return known->second;
    if (const auto row = rows_.find(id.value); row != rows_.end()) known->second.row = row->second;
    return known->second;
}

std::uint32_t AttendanceState::number_of(const std::string& station) {
    const auto [number, is_new] = numbers_of_stations_.emplace(station, static_cast<std::uint32_t>(stations_.size()));
    if (is_new) stations_.push_back(station);
    return number->second;
}

void AttendanceState::add(std::span<const AttendanceRecord> records) {
    std::set<const Known*> changed;
    for (const auto& record : records) {
        auto& known = known_by(record.registration);
        known.attendance.add(record, number_of(record.station));
        changed.insert(&known);
    }
    for (const auto* known : changed) update(*known);
}

void AttendanceState::update(const Known& known) {
    if (known.row == no_row) return;
    if (const auto presence = known.attendance.presence(); presence != presence_[known.row]) {
        count(known.row, false);
        presence_[known.row] = presence;
        count(known.row, true);
    }
    auto conflicts = conflicts_of(known);
    if (conflicts.empty())
        conflicts_.erase(known.row);
    else
        conflicts_[known.row] = std::move(conflicts);
}

void AttendanceState::count(Row row, bool is_added) {
    const auto& person = (*people_)[row];
    const bool is_inside = presence_[row].inside_since.has_value(), has_come = presence_[row].first_in.has_value();
    change(inside_, is_inside, is_added);
    change(sectors_[sector_of_[row]].inside, is_inside, is_added);
    change(protected_inside_, is_inside && person.is_protected, is_added);
    change(walk_ins_, has_come && person.is_walk_in, is_added);
    change(come_, has_come && is_expected(person), is_added);
    if (has_come) count_arrival(*presence_[row].first_in, is_added);
}

void AttendanceState::count_arrival(UtcTime at, bool is_added) {
    auto& minute = arrivals_[minute_of(at)];
    if (is_added) return minute.push_back(at);
    minute.erase(std::find(minute.begin(), minute.end(), at));
    if (minute.empty()) arrivals_.erase(minute_of(at));
}

StationTime AttendanceState::when(const PersonAttendance::Passage& passage) const {
    return {stations_[passage.station], passage.at};
}

std::vector<Conflict> AttendanceState::conflicts_of(const Known& known) const {
    std::vector<Conflict> conflicts;
    const auto add = [&](ConflictKind kind, const std::optional<PersonAttendance::Contradiction>& found) {
        if (found) conflicts.push_back({kind, known.row, when(*found->first), when(*found->second)});
    };
    add(ConflictKind::two_stations, known.attendance.two_entries());
    add(ConflictKind::out_and_in, known.attendance.exit_and_entry());
    if (known.attendance.entry() != nullptr && (*people_)[known.row].status == RegistrationStatus::withdrawn)
        conflicts.push_back({ConflictKind::withdrawn_inside, known.row});
    return conflicts;
}

Arrival AttendanceState::arrival_of(Row row) const {
    const auto [station, at] = when(*known_.at((*people_)[row].id.value).attendance.entry());
    return {row, at, station};
}

void AttendanceState::show_latest(LiveView& view) const {
    const auto is_newer = [&](Row a, Row b) {
        return std::tie(*presence_[b].inside_since, (*people_)[b].id) < std::tie(*presence_[a].inside_since, (*people_)[a].id);
    };
    // The heap's first is the oldest of the newest.
    std::vector<Row> latest, flagged;
    for (Row row = 0; row < presence_.size(); ++row) {
        if (!presence_[row].inside_since || (latest.size() == max_latest && !is_newer(row, latest.front()))) continue;
        latest.push_back(row);
        std::push_heap(latest.begin(), latest.end(), is_newer);
        if (latest.size() <= max_latest) continue;
        std::pop_heap(latest.begin(), latest.end(), is_newer);
        latest.pop_back();
    }
    for (const auto row : flagged_)
        if (presence_[row].inside_since) flagged.push_back(row);
    std::sort(latest.begin(), latest.end(), is_newer);
    std::sort(flagged.begin(), flagged.end(), is_newer);
    for (const auto row : latest) view.latest.push_back(arrival_of(row));
    for (const auto row : flagged) view.flagged.push_back(arrival_of(row));
}

/// First arrivals per minute, from the first one to now.
void AttendanceState::show_curve(LiveView& view, UtcTime now) const {
    view.curve_begins = minute_of(now);
    if (arrivals_.empty()) return;
    const auto end = std::max(arrivals_.rbegin()->first, minute_of(now));
    // Limits the curve's length in case the clock was wrong: earlier arrivals are counted in the first minute.
    view.curve_begins = std::max<UtcTime>(arrivals_.begin()->first, end - std::chrono::minutes{max_curve_minutes - 1});
    view.curve.assign(static_cast<std::size_t>((end - view.curve_begins) / 1min) + 1, 0);
    for (const auto& [minute, times] : arrivals_)
        view.curve[static_cast<std::size_t>(std::max<std::int64_t>(0, (minute - view.curve_begins) / 1min))] +=
            static_cast<std::uint32_t>(times.size());
    std::ptrdiff_t recent = 0;
    for (auto minute = arrivals_.lower_bound(minute_of(now - rate_over)); minute != arrivals_.upper_bound(now); ++minute)
        recent += std::count_if(minute->second.begin(), minute->second.end(),
                                [&](UtcTime time) { return time > now - rate_over && time <= now; });
    view.arrivals_a_minute = static_cast<double>(recent) / static_cast<double>(rate_over.count());
}

void AttendanceState::show_sectors(LiveView& view) const {
    std::copy_if(sectors_.begin(), sectors_.end(), std::back_inserter(view.sectors),
                 [](const SectorCount& sector) { return sector.inside + sector.expected > 0; });
    std::stable_sort(view.sectors.begin(), view.sectors.end(),
                     [](const SectorCount& a, const SectorCount& b) { return a.expected > b.expected; });
}

ArrivalCurve AttendanceState::arrivals(UtcTime starts) const {
    ArrivalCurve curve{expected_, {}};
    curve.minutes.reserve(come_);
    for (Row row = 0; row < presence_.size(); ++row)
        if (presence_[row].first_in && is_expected((*people_)[row]))
            curve.minutes.push_back(minutes_between(starts, *presence_[row].first_in));
    return curve;
}

LiveView AttendanceState::view(const BadgeCounts& badges, const LiveFacts& facts) const {
    LiveView view;
    view.at = facts.now;
    view.people = people_;
    view.badges = badges;
    view.presence = presence_;
    view.inside = inside_;
    view.expected = expected_;
    view.come = come_;
    view.still_to_come = expected_ - come_;
    view.walk_ins = walk_ins_;
    view.protected_inside = protected_inside_;
    view.capacity = facts.capacity;
    view.is_full = facts.capacity && inside_ >= *facts.capacity;
    for (const auto& [row, conflicts] : conflicts_)
        view.conflicts.insert(view.conflicts.end(), conflicts.begin(), conflicts.end());
    show_latest(view);
    show_sectors(view);
    show_curve(view, facts.now);
    if (facts.now < facts.starts)
        view.forecast = forecast_at_start(
            {expected_, arrivals(facts.starts).minutes, inside_, walk_ins_, minutes_between(facts.starts, facts.now)},
            facts.earlier);
    return view;
}

}  // namespace entre
