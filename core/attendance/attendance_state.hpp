// A running count of attendance: takes records as they come, and makes views without touching earlier records. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/attendance/live.hpp"

namespace entre {

/// Owned by one thread. A record costs the same whatever was added before; a view costs a copy of the people's presence and of
/// the curve. The order of the records and duplicates among them do not matter.
class AttendanceState {
public:
    explicit AttendanceState(std::shared_ptr<const PersonRows> people);
    AttendanceState(const AttendanceState&) = delete;
    AttendanceState& operator=(const AttendanceState&) = delete;

    /// The roster changed. Records added before are kept, also those of people who were not on the roster.
    void set_people(std::shared_ptr<const PersonRows> people);
    void add(std::span<const AttendanceRecord> records);

    [[nodiscard]] LiveView view(const BadgeCounts& badges, const LiveFacts& facts) const;
    /// The arrivals of the expected people, as minutes from the start.
    [[nodiscard]] ArrivalCurve arrivals(UtcTime starts) const;

private:
    using Row = std::uint32_t;  ///< an index into the people
    static constexpr Row no_row = UINT32_MAX;

    /// A person with records. The row is `no_row` while the person is not on the roster.
    struct Known {
        PersonAttendance attendance;
        Row row = no_row;
    };

    Known& known_by(const RegistrationId& id);
    std::uint32_t number_of(const std::string& station);
    void add_people();
    /// Adds what the person in `row` contributes to the counts, or takes it away.
    void count(Row row, bool is_added);
    void count_arrival(UtcTime at, bool is_added);
    void update(const Known& known);
    [[nodiscard]] std::vector<Conflict> conflicts_of(const Known& known) const;
    [[nodiscard]] StationTime when(const PersonAttendance::Passage& passage) const;
    [[nodiscard]] Arrival arrival_of(Row row) const;
    void show_latest(LiveView& view) const;
    void show_curve(LiveView& view, UtcTime now) const;
    void show_sectors(LiveView& view) const;

    std::shared_ptr<const PersonRows> people_;
    std::unordered_map<std::string, Known> known_;  ///< by registration
    std::vector<std::string> stations_;             ///< by the number that PersonAttendance has
    std::unordered_map<std::string, std::uint32_t> numbers_of_stations_;

    // Of the people on the roster.
    std::unordered_map<std::string_view, Row> rows_;
    std::vector<Presence> presence_;
    std::vector<std::uint32_t> sector_of_;
    std::vector<SectorCount> sectors_;  ///< by name
    std::vector<Row> flagged_;
    std::size_t inside_ = 0, expected_ = 0, come_ = 0, walk_ins_ = 0, protected_inside_ = 0;
    std::map<UtcTime, std::vector<UtcTime>> arrivals_;  ///< first arrivals by minute
    std::map<Row, std::vector<Conflict>> conflicts_;
};

}  // namespace entre
