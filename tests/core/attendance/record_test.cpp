#include "core/attendance/record.hpp"

#include <algorithm>
#include <array>
#include <random>

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

AttendanceRecord record(RecordKind kind, int minute, std::int64_t turn, std::string station = "Kiosk 1") {
    AttendanceRecord out;
    out.id.value = station + std::to_string(turn);
    out.kind = kind;
    out.at = morning(minute);
    out.station = std::move(station);
    out.turn = turn;
    return out;
}

/// What three kiosks recorded of one person while they were connected, with the truth. Their clocks are up to two minutes wrong,
/// and each does what it may: nobody comes in twice.
struct History {
    std::vector<AttendanceRecord> records;
    std::optional<UtcTime> inside_since;
};

History connected_kiosks(std::mt19937& random) {
    History history;
    std::array<std::chrono::seconds, 3> clock_error{};
    for (auto& error : clock_error) error = std::chrono::seconds{static_cast<int>(random() % 241) - 120};
    auto time = morning();
    for (int left = 2 + static_cast<int>(random() % 5); left > 0; --left) {
        time += std::chrono::seconds{2 + random() % 90};
        const auto kiosk = random() % 3;
        auto one = record(history.inside_since ? (random() % 2 == 0 ? RecordKind::checked_out : RecordKind::check_in_undone)
                                               : RecordKind::checked_in,
                          0, static_cast<std::int64_t>(history.records.size()) + 1, "Kiosk " + std::to_string(kiosk + 1));
        one.at = time + clock_error[kiosk];
        history.inside_since = is_entry(one.kind) ? std::optional(one.at) : std::nullopt;
        history.records.push_back(std::move(one));
    }
    std::shuffle(history.records.begin(), history.records.end(), random);
    return history;
}

/// As if the clocks gave the order.
std::optional<UtcTime> inside_by_clock(std::vector<AttendanceRecord> records) {
    std::sort(records.begin(), records.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
    std::optional<UtcTime> since;
    for (const auto& one : records) {
        if (is_exit(one.kind)) since.reset();
        if (is_entry(one.kind) && !since) since = one.at;
    }
    return since;
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

TEST_CASE("of check-ins at two stations that did not know of each other the earlier one counts", "[record]") {
    const std::vector records{record(RecordKind::checked_in, 7, 1, "Kiosk 1"), record(RecordKind::checked_in, 3, 1, "Kiosk 2")};
    CHECK(inside_since(records) == morning(3));
    CHECK(entry_that_counts(records)->station == "Kiosk 2");
    const std::vector same_time{record(RecordKind::checked_in, 3, 2, "Kiosk 1"), record(RecordKind::checked_in, 3, 1, "Kiosk 2")};
    CHECK(entry_that_counts(same_time)->station == "Kiosk 2");
}

TEST_CASE("a person who was checked out at one station and in at another that did not know of it is inside", "[record]") {
    for (const auto exit : {RecordKind::checked_out, RecordKind::check_in_undone})
        CHECK(inside_since(std::vector{record(RecordKind::checked_in, 2, 3, "Kiosk 1"), record(exit, 5, 3, "Kiosk 2"),
                                       record(RecordKind::checked_in, 0, 1)}) == morning(2));
}

TEST_CASE("records of one person have an order, and it is the same whatever order they come in", "[record]") {
    std::mt19937 random(4);
    std::vector<AttendanceRecord> records;
    for (int i = 0; i < 40; ++i)
        records.push_back(record(static_cast<RecordKind>(random() % 6), static_cast<int>(random() % 4),
                                 static_cast<std::int64_t>(random() % 4), "Kiosk " + std::to_string(i)));
    for (const auto& a : records) {
        CHECK_FALSE(is_before(a, a));
        for (const auto& b : records) {
            CHECK((a.id == b.id || is_before(a, b) != is_before(b, a)));
            for (const auto& c : records)
                if (is_before(a, b) && is_before(b, c) && !is_before(a, c)) FAIL("not transitive");
        }
    }
}

TEST_CASE("of three connected kiosks with wrong clocks every history is right by turn, and many are wrong by time", "[record]") {
    std::mt19937 random(27);
    int wrong = 0, wrong_by_clock = 0;
    for (int i = 0; i < 4000; ++i) {
        const auto history = connected_kiosks(random);
        wrong += inside_since(history.records) != history.inside_since ? 1 : 0;
        wrong_by_clock += inside_by_clock(history.records) != history.inside_since ? 1 : 0;
    }
    CHECK(wrong == 0);
    CHECK(wrong_by_clock > 1000);
}

TEST_CASE("record kinds and sources have names", "[record]") {
    for (int i = 0; i <= static_cast<int>(RecordKind::name_shown); ++i)
        CHECK_FALSE(to_string(static_cast<RecordKind>(i)).empty());
    for (int i = 0; i <= static_cast<int>(RecordedBy::command); ++i) CHECK_FALSE(to_string(static_cast<RecordedBy>(i)).empty());
}
