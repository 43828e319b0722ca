#include "core/attendance/live.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <unordered_map>

#include "core/base/text.hpp"

namespace entre {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t max_latest = 12;
constexpr auto rate_over = 5min;
constexpr std::size_t max_curve_minutes = 24 * 60;

bool is_entry(const AttendanceRecord& record) {
    return record.kind == RecordKind::checked_in || record.kind == RecordKind::walk_in;
}

bool is_expected(const PersonRow& person) { return person.status == RegistrationStatus::registered && !person.is_walk_in; }

/// Each person's records by id, without duplicates.
using RecordsOf = std::vector<std::vector<AttendanceRecord>>;

RecordsOf by_person(const PersonRows& people, std::span<const AttendanceRecord> records) {
    std::unordered_map<std::string_view, std::size_t> places;
    places.reserve(people.size());
    for (std::size_t i = 0; i < people.size(); ++i) places.emplace(people[i].id.value, i);
    RecordsOf out(people.size());
    for (const auto& record : records)
        if (const auto place = places.find(record.registration.value); place != places.end())
            out[place->second].push_back(record);
    for (auto& own : out) {
        std::sort(own.begin(), own.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
        own.erase(std::unique(own.begin(), own.end(), [](const auto& a, const auto& b) { return a.id == b.id; }), own.end());
    }
    return out;
}

/// Whether the person is inside, and the first arrival; no first arrival if all check-ins were undone.
Presence presence_of(std::span<const AttendanceRecord> own) {
    Presence presence{inside_since(own), {}};
    bool was_undone = false;
    for (const auto& record : own) {
        was_undone = was_undone || record.kind == RecordKind::check_in_undone;
        if (is_entry(record)) presence.first_in = presence.first_in ? std::min(*presence.first_in, record.at) : record.at;
    }
    // An undone check-in without another one or a check-out: the person was never here.
    if (was_undone && !presence.inside_since) {
        const bool went_out =
            std::any_of(own.begin(), own.end(), [](const auto& r) { return r.kind == RecordKind::checked_out; });
        if (!went_out) presence.first_in.reset();
    }
    return presence;
}

std::string station_of(std::span<const AttendanceRecord> own, UtcTime at) {
    for (const auto& record : own)
        if (is_entry(record) && record.at == at) return record.station;
    return {};
}

bool came_in_at_two_stations(std::span<const AttendanceRecord> own) {
    std::set<std::string_view> stations;
    for (const auto& record : own)
        if (record.kind == RecordKind::checked_in) stations.insert(record.station);
    return stations.size() > 1;
}

void sort_newest_first(std::vector<Arrival>& arrivals, const PersonRows& people) {
    std::sort(arrivals.begin(), arrivals.end(), [&](const Arrival& a, const Arrival& b) {
        return std::pair(b.at, people[b.person].id) < std::pair(a.at, people[a.person].id);
    });
}

void count_people(LiveView& view) {
    const auto& people = *view.people;
    std::map<std::string, SectorCount> sectors;
    for (std::size_t i = 0; i < people.size(); ++i) {
        const auto& person = people[i];
        const auto& presence = view.presence[i];
        const bool is_inside = presence.inside_since.has_value();
        auto& sector = sectors[person.sector];
        view.inside += is_inside ? 1U : 0U;
        sector.inside += is_inside ? 1U : 0U;
        view.protected_inside += is_inside && person.is_protected ? 1U : 0U;
        if (person.is_walk_in) view.walk_ins += presence.first_in ? 1U : 0U;
        if (!is_expected(person)) continue;
        ++view.expected;
        ++sector.expected;
        view.come += presence.first_in ? 1U : 0U;
    }
    view.still_to_come = view.expected - view.come;
    for (auto& [name, sector] : sectors) {
        sector.sector = name;
        if (sector.inside + sector.expected > 0) view.sectors.push_back(sector);
    }
    std::stable_sort(view.sectors.begin(), view.sectors.end(),
                     [](const SectorCount& a, const SectorCount& b) { return a.expected > b.expected; });
}

/// Counts first arrivals per minute, from the first one to now.
void draw_curve(LiveView& view, UtcTime now) {
    std::vector<UtcTime> times;
    for (const auto& presence : view.presence)
        if (presence.first_in) times.push_back(*presence.first_in);
    if (times.empty()) {
        view.curve_begins = std::chrono::floor<std::chrono::minutes>(now);
        return;
    }
    const auto [first, last] = std::minmax_element(times.begin(), times.end());
    const auto end = std::max(*last, now);
    // Limits the curve's length in case the clock was wrong: earlier arrivals are counted in the first minute.
    view.curve_begins =
        std::max<UtcTime>(std::chrono::floor<std::chrono::minutes>(*first),
                          std::chrono::floor<std::chrono::minutes>(end) - std::chrono::minutes{max_curve_minutes - 1});
    view.curve.assign(static_cast<std::size_t>((end - view.curve_begins) / 1min) + 1, 0);
    for (const auto time : times)
        ++view.curve[static_cast<std::size_t>(std::max<std::int64_t>(0, (time - view.curve_begins) / 1min))];
    const auto recent =
        std::count_if(times.begin(), times.end(), [&](UtcTime time) { return time > now - rate_over && time <= now; });
    view.arrivals_a_minute = static_cast<double>(recent) / static_cast<double>(rate_over.count());
}

double minutes_between(UtcTime from, UtcTime to) { return std::chrono::duration<double, std::ratio<60>>(to - from).count(); }

void look_ahead(LiveView& view, const LiveFacts& facts) {
    MorningSoFar morning{view.expected, {}, view.inside, view.walk_ins, minutes_between(facts.starts, facts.now)};
    for (std::size_t i = 0; i < view.presence.size(); ++i)
        if (is_expected((*view.people)[i]) && view.presence[i].first_in)
            morning.minutes.push_back(minutes_between(facts.starts, *view.presence[i].first_in));
    view.forecast = forecast_at_start(morning, facts.earlier);
}

}  // namespace

namespace {

NameIndex names_of(const std::vector<PersonRow>& rows) {
    std::vector<std::string_view> sought;
    sought.reserve(rows.size());
    for (const auto& row : rows) sought.push_back(row.sought);
    return NameIndex(sought);
}

}  // namespace

PersonRows::PersonRows(std::vector<PersonRow> in_order) : rows_(std::move(in_order)), names_(names_of(rows_)) {}

PersonRows person_rows(std::span<const Registration> roster) {
    std::vector<PersonRow> rows;
    std::vector<std::string> keys;
    rows.reserve(roster.size());
    keys.reserve(roster.size());
    for (const auto& person : roster) {
        PersonRow row;
        row.id = person.id;
        row.name = display_name(person);
        row.status = person.status;
        row.is_protected = person.is_protected;
        row.is_flagged = person.is_flagged;
        row.is_walk_in = person.is_walk_in;
        row.sought = fold(row.name);
        // Folding makes "Ann-Cathrine" one word; this lets "Cathrine" find it too.
        if (std::string parts = row.name; parts.find('-') != std::string::npos) {
            std::replace(parts.begin(), parts.end(), '-', ' ');
            row.sought += " " + fold(parts);
        }
        if (!person.is_protected) {
            row.organisation = person.organisation;
            row.sector = person.category;
            row.note = person.note;
            row.sought += " " + fold(person.organisation);
        }
        rows.push_back(std::move(row));
        keys.push_back(name_sort_key(person));
    }
    std::vector<std::size_t> order(rows.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return std::tie(keys[a], rows[a].id) < std::tie(keys[b], rows[b].id); });
    std::vector<PersonRow> sorted;
    sorted.reserve(rows.size());
    for (const auto i : order) sorted.push_back(std::move(rows[i]));
    return PersonRows(std::move(sorted));
}

LiveView live_view(std::shared_ptr<const PersonRows> people, std::span<const AttendanceRecord> records, BadgeCounts badges,
                   const LiveFacts& facts) {
    LiveView view;
    view.at = facts.now;
    view.people = std::move(people);
    view.badges = badges;
    const auto own = by_person(*view.people, records);
    view.presence.reserve(own.size());
    for (std::size_t i = 0; i < own.size(); ++i) {
        const auto& person = (*view.people)[i];
        view.presence.push_back(presence_of(own[i]));
        const auto& presence = view.presence.back();
        if (came_in_at_two_stations(own[i])) view.conflicts.push_back({ConflictKind::two_stations, i});
        if (presence.inside_since && person.status == RegistrationStatus::withdrawn)
            view.conflicts.push_back({ConflictKind::withdrawn_inside, i});
        if (!presence.inside_since) continue;
        view.latest.push_back({i, *presence.inside_since, station_of(own[i], *presence.inside_since)});
        if (person.is_flagged) view.flagged.push_back(view.latest.back());
    }
    sort_newest_first(view.latest, *view.people);
    sort_newest_first(view.flagged, *view.people);
    if (view.latest.size() > max_latest) view.latest.resize(max_latest);
    count_people(view);
    view.capacity = facts.capacity;
    view.is_full = facts.capacity && view.inside >= *facts.capacity;
    draw_curve(view, facts.now);
    look_ahead(view, facts);
    return view;
}

ArrivalCurve arrival_curve(std::span<const Registration> roster, std::span<const AttendanceRecord> records, UtcTime starts) {
    const auto rows = person_rows(roster);
    const auto own = by_person(rows, records);
    ArrivalCurve curve;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!is_expected(rows[i])) continue;
        ++curve.expected;
        if (const auto presence = presence_of(own[i]); presence.first_in)
            curve.minutes.push_back(minutes_between(starts, *presence.first_in));
    }
    return curve;
}

namespace {

/// The people whose name or organisation contains every word of `folded` anywhere.
std::vector<std::size_t> with_words_within(const PersonRows& people, std::string_view folded) {
    const auto words = words_in(folded);
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < people.size(); ++i)
        if (std::all_of(words.begin(), words.end(),
                        [&](std::string_view word) { return people[i].sought.find(word) != std::string::npos; }))
            found.push_back(i);
    return found;
}

std::vector<std::size_t> people_sought(const PersonRows& people, std::string_view sought) {
    const std::string folded = fold(sought);
    if (trim(folded).empty()) {
        std::vector<std::size_t> all(people.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        return all;
    }
    auto found = people.names().find(folded, Typos::refused);
    if (found.empty()) found = with_words_within(people, folded);
    if (found.empty()) found = people.names().find(folded, Typos::forgiven);
    return found;
}

}  // namespace

std::vector<std::size_t> people_shown(const LiveView& view, PeopleFilter filter, std::string_view sector,
                                      std::string_view sought) {
    const auto passes = [&](std::size_t i) {
        const auto& person = (*view.people)[i];
        const auto& presence = view.presence[i];
        if (!sector.empty() && person.sector != sector) return false;
        switch (filter) {
            case PeopleFilter::everybody:
                return true;
            case PeopleFilter::inside:
                return presence.inside_since.has_value();
            case PeopleFilter::not_yet:
                return !presence.first_in && is_expected(person);
            case PeopleFilter::walk_ins:
                return person.is_walk_in;
            case PeopleFilter::withdrawn:
                return person.status == RegistrationStatus::withdrawn;
        }
        return false;
    };
    auto shown = people_sought(*view.people, sought);
    std::erase_if(shown, [&](std::size_t i) { return !passes(i); });
    return shown;
}

std::string_view to_string(ConflictKind kind) {
    switch (kind) {
        case ConflictKind::two_stations:
            return "two_stations";
        case ConflictKind::withdrawn_inside:
            return "withdrawn_inside";
    }
    return "";
}

std::string_view to_string(PeopleFilter filter) {
    switch (filter) {
        case PeopleFilter::everybody:
            return "everybody";
        case PeopleFilter::inside:
            return "inside";
        case PeopleFilter::not_yet:
            return "not_yet";
        case PeopleFilter::walk_ins:
            return "walk_ins";
        case PeopleFilter::withdrawn:
            return "withdrawn";
    }
    return "";
}

}  // namespace entre
