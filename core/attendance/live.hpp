// Attendance at one moment, counted and sorted, for the staff screens, the organiser's window and the live page. Pure; the order
// of the records and duplicates among them do not matter.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/attendance/badge_order.hpp"
#include "core/attendance/forecast.hpp"
#include "core/attendance/person_attendance.hpp"
#include "core/attendance/record.hpp"
#include "core/registration/registration.hpp"
#include "core/search/name_index.hpp"

namespace entre {

/// One person on the list, as staff may see them: only the alias for a protected person, without organisation or sector.
struct PersonRow {
    RegistrationId id;
    std::string name;
    std::string organisation;
    std::string sector;  ///< empty for a protected person, who is counted without a sector
    std::string sought;  ///< folded name and organisation, for searching; only the alias for a protected person
    std::string note;    ///< for the staff at the door
    RegistrationStatus status = RegistrationStatus::registered;
    bool is_protected = false;
    bool is_flagged = false;  ///< staff is alerted when this person arrives
    bool is_walk_in = false;  ///< not in any export
};

/// Registered and not withdrawn. Walk-ins are not expected.
bool is_expected(const PersonRow& person);

/// All people in Swedish order by family name. Sorting is expensive, so this is made once per roster and shared by many views.
class PersonRows {
public:
    PersonRows() = default;
    explicit PersonRows(std::vector<PersonRow> in_order);

    [[nodiscard]] const PersonRow& operator[](std::size_t i) const { return rows_[i]; }
    [[nodiscard]] std::size_t size() const { return rows_.size(); }
    [[nodiscard]] bool empty() const { return rows_.empty(); }
    [[nodiscard]] auto begin() const { return rows_.begin(); }
    [[nodiscard]] auto end() const { return rows_.end(); }
    /// The index of the words in `sought`.
    [[nodiscard]] const NameIndex& names() const { return names_; }

private:
    std::vector<PersonRow> rows_;
    NameIndex names_;
};
PersonRows person_rows(std::span<const Registration> roster);

struct SectorCount {
    std::string sector;
    std::size_t inside = 0;
    std::size_t expected = 0;

    friend bool operator==(const SectorCount&, const SectorCount&) = default;
};

/// A person who arrived. `person` is an index into the rows.
struct Arrival {
    std::size_t person = 0;
    UtcTime at{};
    std::string station;
};

/// An inconsistency for staff to look at. It is reported, never corrected automatically, and ends when the person leaves.
enum class ConflictKind {
    two_stations,      ///< came in at two stations that did not know of each other: two people may have used the same ticket
    out_and_in,        ///< went out at one station and came in at another that did not know of it; counts as inside
    withdrawn_inside,  ///< inside although the registration is withdrawn
};
struct StationTime {
    std::string station;
    UtcTime at{};  ///< by the station's own clock

    friend bool operator==(const StationTime&, const StationTime&) = default;
};
struct Conflict {
    ConflictKind kind = ConflictKind::two_stations;
    std::size_t person = 0;
    StationTime first{};   ///< two_stations: the entry that counts; out_and_in: the exit; withdrawn_inside: empty
    StationTime second{};  ///< two_stations: the other entry; out_and_in: the entry; withdrawn_inside: empty

    friend bool operator==(const Conflict&, const Conflict&) = default;
};

/// The number of badge orders by state.
struct BadgeCounts {
    std::size_t waiting = 0;  ///< ordered, submitted or printing
    std::size_t failed = 0;
    std::size_t in_doubt = 0;
    std::size_t printed = 0;

    friend bool operator==(const BadgeCounts&, const BadgeCounts&) = default;
};

/// The other inputs to live_view.
struct LiveFacts {
    UtcTime now{};
    UtcTime starts{};
    std::optional<std::size_t> capacity;
    std::vector<ArrivalCurve> earlier;  ///< earlier seminars, for the forecast
};

struct LiveView {
    UtcTime at{};
    std::shared_ptr<const PersonRows> people;
    std::vector<Presence> presence;  ///< for each of `people`

    std::size_t inside = 0;
    std::size_t expected = 0;
    std::size_t come = 0;  ///< the expected people who have been inside
    std::size_t still_to_come = 0;
    std::size_t walk_ins = 0;  ///< walk-ins who have been inside
    std::size_t protected_inside = 0;
    std::optional<std::size_t> capacity;
    bool is_full = false;  ///< `inside` has reached `capacity`

    std::vector<SectorCount> sectors;  ///< largest expected count first; protected people under ""
    UtcTime curve_begins{};            ///< a full minute
    std::vector<std::uint32_t> curve;  ///< first arrivals in each minute, from `curve_begins` on
    double arrivals_a_minute = 0;      ///< over the last five minutes
    std::optional<Forecast> forecast;
    std::vector<Arrival> latest;   ///< newest first, at most twelve
    std::vector<Arrival> flagged;  ///< flagged people who are inside, newest first
    std::vector<Conflict> conflicts;
    BadgeCounts badges;
};

LiveView live_view(std::shared_ptr<const PersonRows> people, std::span<const AttendanceRecord> records, BadgeCounts badges,
                   const LiveFacts& facts);

/// The arrivals of a past seminar, for later forecasts.
ArrivalCurve arrival_curve(std::span<const Registration> roster, std::span<const AttendanceRecord> records, UtcTime starts);

/// Which people a list shows.
enum class PeopleFilter { everybody, inside, not_yet, walk_ins, withdrawn };
/// Indices into `view.people`, in their order: the people who pass `filter`, are in `sector` unless that is empty, and match
/// every word of `sought`, folded and in any order. A word matches the beginning of a word in name or organisation; if nobody
/// matches, any part of them; and if still nobody does, a beginning with one typo.
std::vector<std::size_t> people_shown(const LiveView& view, PeopleFilter filter, std::string_view sector,
                                      std::string_view sought);

std::string_view to_string(ConflictKind kind);
std::string_view to_string(PeopleFilter filter);

}  // namespace entre
