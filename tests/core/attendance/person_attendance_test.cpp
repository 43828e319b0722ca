#include "core/attendance/person_attendance.hpp"

#include <algorithm>
#include <random>

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

AttendanceRecord record(RecordKind kind, int minute, std::int64_t turn, std::uint32_t station) {
    AttendanceRecord out;
    out.id = new_id<RecordId>(morning(minute));
    out.kind = kind;
    out.at = morning(minute);
    out.station = std::to_string(station);
    out.turn = turn;
    return out;
}

PersonAttendance all_of(const std::vector<AttendanceRecord>& records) {
    PersonAttendance person;
    for (const auto& one : records) person.add(one, static_cast<std::uint32_t>(std::stoi(one.station)));
    return person;
}

/// Records of stations that knew only some of each other's.
std::vector<AttendanceRecord> some_records(std::mt19937& random) {
    std::vector<AttendanceRecord> records;
    for (auto left = 1 + random() % 8; left > 0; --left)
        records.push_back(record(static_cast<RecordKind>(random() % 5), static_cast<int>(random() % 6),
                                 static_cast<std::int64_t>(1 + random() % 5), static_cast<std::uint32_t>(random() % 3)));
    return records;
}

}  // namespace

TEST_CASE("a person's attendance record by record is that of all records at once, in any order and with duplicates",
          "[attendance]") {
    std::mt19937 random(11);
    int inside = 0;
    for (int i = 0; i < 5000; ++i) {
        auto records = some_records(random);
        const auto* counts = entry_that_counts(records);
        const auto expected = counts == nullptr ? RecordId{} : counts->id;
        inside += counts == nullptr ? 0 : 1;
        records.push_back(records[random() % records.size()]);
        std::shuffle(records.begin(), records.end(), random);
        const auto person = all_of(records);
        REQUIRE((person.entry() == nullptr ? RecordId{} : person.entry()->id) == expected);
        REQUIRE(person.presence().inside_since == inside_since(records));
    }
    CHECK(inside > 1000);
    CHECK(inside < 4000);
}

TEST_CASE("the first arrival is the earliest entry, and there is none when it was undone", "[attendance]") {
    const auto in = record(RecordKind::checked_in, 4, 1, 1), undone = record(RecordKind::check_in_undone, 5, 2, 1);
    CHECK(all_of({in}).presence() == Presence{morning(4), morning(4)});
    CHECK(all_of({in, undone}).presence() == Presence{});
    CHECK(all_of({in, undone, record(RecordKind::checked_in, 9, 3, 1)}).presence() == Presence{morning(9), morning(4)});
    CHECK(all_of({in, record(RecordKind::checked_out, 6, 2, 1)}).presence() == Presence{std::nullopt, morning(4)});
    CHECK(all_of({record(RecordKind::correction, 1, 1, 1)}).presence() == Presence{});
}

TEST_CASE("two entries contradict each other only at two stations and without an exit between them", "[attendance]") {
    const auto first = record(RecordKind::checked_in, 4, 1, 1), other = record(RecordKind::checked_in, 5, 1, 2);
    const auto found = all_of({other, first});
    const auto two = found.two_entries();
    REQUIRE(two);
    CHECK(two->first->id == first.id);
    CHECK(two->second->id == other.id);
    CHECK_FALSE(all_of({first}).two_entries());
    CHECK_FALSE(all_of({first, record(RecordKind::checked_in, 5, 1, 1)}).two_entries());
    CHECK_FALSE(all_of({first, record(RecordKind::checked_out, 5, 2, 1), record(RecordKind::checked_in, 6, 3, 2)}).two_entries());
    CHECK_FALSE(all_of({first, other, record(RecordKind::checked_out, 6, 2, 1)}).two_entries());
    // The second station corrected the name first, so its check-in has another turn; still neither knew of the other.
    CHECK(all_of({first, record(RecordKind::correction, 5, 1, 2), record(RecordKind::checked_in, 5, 2, 2)}).two_entries());
}

TEST_CASE("an exit and an entry contradict each other only with the same turn and at two stations", "[attendance]") {
    const auto out = record(RecordKind::checked_out, 6, 3, 1), in = record(RecordKind::checked_in, 2, 3, 2);
    const auto found = all_of({in, out});
    const auto both = found.exit_and_entry();
    REQUIRE(both);
    CHECK(both->first->id == out.id);
    CHECK(both->second->id == in.id);
    CHECK_FALSE(all_of({out, record(RecordKind::checked_in, 7, 4, 2)}).exit_and_entry());
    CHECK_FALSE(all_of({out, record(RecordKind::checked_in, 7, 3, 1)}).exit_and_entry());
    CHECK_FALSE(all_of({out, in, record(RecordKind::check_in_undone, 8, 4, 2)}).exit_and_entry());
}
