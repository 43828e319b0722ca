#include "core/attendance/live.hpp"

#include <algorithm>
#include <numeric>

#include "core/attendance/attendance_state.hpp"
#include "core/base/text.hpp"

namespace entre {

namespace {

NameIndex names_of(const std::vector<PersonRow>& rows) {
    std::vector<std::string_view> sought;
    sought.reserve(rows.size());
    for (const auto& row : rows) sought.push_back(row.sought);
    return NameIndex(sought);
}

}  // namespace

bool is_expected(const PersonRow& person) { return person.status == RegistrationStatus::registered && !person.is_walk_in; }

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
    AttendanceState state(std::move(people));
    state.add(records);
    return state.view(badges, facts);
}

ArrivalCurve arrival_curve(std::span<const Registration> roster, std::span<const AttendanceRecord> records, UtcTime starts) {
    AttendanceState state(std::make_shared<const PersonRows>(person_rows(roster)));
    state.add(records);
    return state.arrivals(starts);
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
        case ConflictKind::out_and_in:
            return "out_and_in";
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
