// The door at one moment, counted and put in order: what the staff screens, the organiser's window and the live page show.
// Values in, values out. The records may come in any order and more than once; the answer is the same.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/attendance/badge_order.hpp"
#include "core/attendance/forecast.hpp"
#include "core/attendance/record.hpp"
#include "core/registration/registration.hpp"
#include "core/search/name_index.hpp"

namespace entre {

/// One person on the list, as staff may see them: a protected person is an alias without organisation or title.
struct PersonRow {
    RegistrationId id;
    std::string name;
    std::string organisation;
    std::string sector;        ///< empty for a protected person, who is counted without one
    std::string sought;        ///< folded name and organisation, for the search; only the alias for a protected person
    std::string note;          ///< for the door
    RegistrationStatus status = RegistrationStatus::registered;
    bool is_protected = false;
    bool is_flagged = false;   ///< staff wants to know when this person comes
    bool is_walk_in = false;   ///< not in any export
};

/// Everybody, ordered by family name as Swedish sorts it. The order is the costly part: made once for a roster, used for many
/// moments.
class PersonRows {
public:
    PersonRows() = default;
    explicit PersonRows(std::vector<PersonRow> in_order);

    [[nodiscard]] const PersonRow& operator[](std::size_t i) const { return rows_[i]; }
    [[nodiscard]] std::size_t size() const { return rows_.size(); }
    [[nodiscard]] bool empty() const { return rows_.empty(); }
    [[nodiscard]] auto begin() const { return rows_.begin(); }
    [[nodiscard]] auto end() const { return rows_.end(); }
    /// By the words of `sought`.
    [[nodiscard]] const NameIndex& names() const { return names_; }

private:
    std::vector<PersonRow> rows_;
    NameIndex names_;
};
PersonRows person_rows(std::span<const Registration> roster);

/// Where a person is.
struct Presence {
    std::optional<UtcTime> inside_since;
    std::optional<UtcTime> first_in;
};

struct SectorCount {
    std::string sector;
    std::size_t inside = 0;
    std::size_t expected = 0;

    friend bool operator==(const SectorCount&, const SectorCount&) = default;
};

/// Somebody who came. `person` is an index into the rows.
struct Arrival {
    std::size_t person = 0;
    UtcTime at{};
    std::string station;
};

/// What does not fit together and wants a person's eye. It is told, never mended by itself.
enum class ConflictKind {
    two_stations,      ///< checked in at two stations: the same ticket may have been used by two people
    withdrawn_inside,  ///< inside, and the registration was withdrawn since
};
struct Conflict {
    ConflictKind kind = ConflictKind::two_stations;
    std::size_t person = 0;
};

/// Badges by what became of them.
struct BadgeCounts {
    std::size_t waiting = 0;   ///< ordered, or with a printer
    std::size_t failed = 0;
    std::size_t in_doubt = 0;
    std::size_t printed = 0;

    friend bool operator==(const BadgeCounts&, const BadgeCounts&) = default;
};

/// What the view is made from, beside rows and records.
struct LiveFacts {
    UtcTime now{};
    UtcTime starts{};
    std::optional<std::size_t> capacity;
    std::vector<ArrivalCurve> earlier;  ///< earlier seminars, for the forecast
};

struct LiveView {
    UtcTime at{};
    std::shared_ptr<const PersonRows> people;
    std::vector<Presence> presence;     ///< of each of `people`

    std::size_t inside = 0;
    std::size_t expected = 0;           ///< registered and not withdrawn; walk-ins are not expected
    std::size_t come = 0;               ///< of the expected, those who have been inside
    std::size_t still_to_come = 0;
    std::size_t walk_ins = 0;           ///< who have been inside
    std::size_t protected_inside = 0;
    std::optional<std::size_t> capacity;
    bool is_full = false;               ///< inside has reached it

    std::vector<SectorCount> sectors;   ///< most expected first; protected people under ""
    UtcTime curve_begins{};             ///< a full minute
    std::vector<std::uint32_t> curve;   ///< people who first came in each minute, from `curve_begins` on
    double arrivals_a_minute = 0;       ///< over the last five minutes
    std::optional<Forecast> forecast;
    std::vector<Arrival> latest;        ///< newest first, twelve at most
    std::vector<Arrival> flagged;       ///< flagged people who are inside, newest first
    std::vector<Conflict> conflicts;
    BadgeCounts badges;
};

LiveView live_view(std::shared_ptr<const PersonRows> people, std::span<const AttendanceRecord> records, BadgeCounts badges,
                   const LiveFacts& facts);

/// The curve of a seminar that is over, for the forecast of the next one.
ArrivalCurve arrival_curve(std::span<const Registration> roster, std::span<const AttendanceRecord> records, UtcTime starts);

/// Which of the people a list shows.
enum class PeopleFilter { everybody, inside, not_yet, walk_ins, withdrawn };
/// Indices into `view.people`, in their order: those whom the filter lets through, of `sector` unless empty, in whose name or
/// organisation words begin with every word of `sought`, folded and in any order; where nobody's do, with those words within; and where
/// nobody has those either, with a typo in them.
std::vector<std::size_t> people_shown(const LiveView& view, PeopleFilter filter, std::string_view sector, std::string_view sought);

std::string_view to_string(ConflictKind kind);
std::string_view to_string(PeopleFilter filter);

}  // namespace entre
