#include "core/attendance/record.hpp"

#include <algorithm>

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

AttendanceRecord record(RecordKind kind, int minute, std::int64_t number, std::string station = "Kiosk 1") {
    AttendanceRecord out;
    out.id.value = station + std::to_string(number);
    out.kind = kind;
    out.at = morning(minute);
    out.station = std::move(station);
    out.station_seq = number;
    return out;
}

}  // namespace

TEST_CASE("nobody is inside without a record", "[record]") { CHECK_FALSE(inside_since({})); }

TEST_CASE("a checked-out or undone person is outside, and one who returns is inside since then", "[record]") {
    std::vector<AttendanceRecord> records{record(RecordKind::checked_in, 0, 1)};
    CHECK(inside_since(records) == morning(0));
    records.push_back(record(RecordKind::check_in_undone, 5, 2));
    CHECK_FALSE(inside_since(records));
    records.push_back(record(RecordKind::walk_in, 9, 3));
    CHECK(inside_since(records) == morning(9));
    records.push_back(record(RecordKind::correction, 10, 4));
    CHECK(inside_since(records) == morning(9));
    records.push_back(record(RecordKind::checked_out, 11, 5));
    CHECK_FALSE(inside_since(records));
}

TEST_CASE("the order in which records arrive does not matter", "[record]") {
    std::vector<AttendanceRecord> records{record(RecordKind::checked_in, 0, 1), record(RecordKind::checked_out, 20, 2),
                                          record(RecordKind::checked_in, 40, 3), record(RecordKind::correction, 41, 4)};
    std::sort(records.begin(), records.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    do {
        REQUIRE(inside_since(records) == morning(40));
    } while (std::next_permutation(records.begin(), records.end(), [](const auto& a, const auto& b) { return a.id < b.id; }));
}

TEST_CASE("a clock that was set back does not change the order of records at a station", "[record][DUR-8]") {
    CHECK_FALSE(inside_since(std::vector{record(RecordKind::checked_in, 60, 1), record(RecordKind::check_in_undone, 0, 2)}));
    CHECK(inside_since(std::vector{record(RecordKind::check_in_undone, 60, 1), record(RecordKind::checked_in, 0, 2)}) ==
          morning(0));
}

TEST_CASE("of check-ins at two stations the earlier one counts", "[record]") {
    CHECK(inside_since(std::vector{record(RecordKind::checked_in, 7, 1, "Kiosk 1"),
                                   record(RecordKind::checked_in, 3, 1, "Kiosk 2")}) == morning(3));
}

TEST_CASE("record kinds and sources have names", "[record]") {
    for (int i = 0; i <= static_cast<int>(RecordKind::correction); ++i)
        CHECK_FALSE(to_string(static_cast<RecordKind>(i)).empty());
    for (int i = 0; i <= static_cast<int>(RecordedBy::command); ++i) CHECK_FALSE(to_string(static_cast<RecordedBy>(i)).empty());
}
