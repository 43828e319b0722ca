#include "core/attendance/record_chain.hpp"

#include <algorithm>
#include <random>

#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

/// Ten records at each of two stations, in the order in which they were made.
std::vector<AttendanceRecord> two_chains() {
    std::vector<AttendanceRecord> records;
    for (int i = 1; i <= 10; ++i)
        for (const auto* station : {"Dörr A", "Dörr B"}) {
            AttendanceRecord record;
            record.id.value = std::string(station) + std::to_string(i);
            record.registration.value = "person-" + std::to_string(i);
            record.kind = i % 3 == 0 ? RecordKind::checked_out : RecordKind::checked_in;
            record.at = morning(i);
            record.station = station;
            record.station_seq = i;
            record.turn = i;
            record.detail = i % 4 == 0 ? "name" : "";
            record.chain_hash = chain_hash(i == 1 ? std::string{} : records[records.size() - 2].chain_hash, record);
            records.push_back(record);
        }
    return records;
}

/// Changes one thing in one of the records, chosen at random.
void tamper(std::vector<AttendanceRecord>& records, std::mt19937& random) {
    auto& record = records[random() % records.size()];
    switch (random() % 8) {
        case 0:
            record.at += std::chrono::milliseconds{1};
            break;
        case 1:
            record.registration.value.back() ^= 1;
            break;
        case 2:
            record.kind = record.kind == RecordKind::checked_in ? RecordKind::check_in_undone : RecordKind::checked_in;
            break;
        case 3:
            record.detail += "x";
            break;
        case 4:
            record.by = RecordedBy::staff;
            break;
        case 5:
            record.turn += 1;
            break;
        case 6:
            record.chain_hash[random() % 64] ^= 1;
            break;
        default:
            record.id.value[0] ^= 1;
    }
}

}  // namespace

TEST_CASE("untouched records continue their chains, in whatever order they come", "[chain][PRV-9]") {
    auto records = two_chains();
    std::shuffle(records.begin(), records.end(), std::mt19937{7});
    const auto check = check_chains(records);
    CHECK(check.is_sound());
    CHECK(check.without_hash == 0);
    REQUIRE(check.ends.size() == 2);
    CHECK(check.ends[0].station == "Dörr A");
    CHECK(check.ends[0].number == 10);
    CHECK(check.ends[0].hash.size() == 64);
    CHECK(check.ends[0].hash != check.ends[1].hash);
    CHECK(check_chains({}).ends.empty());
}

TEST_CASE("a change of one character is seen, a thousand times of a thousand", "[chain][PRV-9]") {
    std::mt19937 random{2027};
    const auto untouched = two_chains();
    int seen = 0;
    for (int i = 0; i < 1000; ++i) {
        auto records = untouched;
        tamper(records, random);
        seen += check_chains(records).is_sound() ? 0 : 1;
    }
    CHECK(seen == 1000);
}

TEST_CASE("a record that was removed, slipped in or lost its hash is named by station and number", "[chain][PRV-9]") {
    auto records = two_chains();
    SECTION("removed") { records.erase(records.begin() + 8); }
    SECTION("slipped in") {
        auto another = records[8];
        another.id.value = "another";
        records.push_back(another);
    }
    SECTION("without its hash") { records[8].chain_hash.clear(); }
    const auto check = check_chains(records);
    REQUIRE(check.breaks.size() == 1);
    CHECK(check.breaks[0].station == "Dörr A");
    CHECK(check.breaks[0].number >= 5);
    CHECK(check.breaks[0].number <= 6);
}

TEST_CASE("the end of a chain shows that records were cut off or all were made anew", "[chain][PRV-9]") {
    auto records = two_chains();
    const auto noted = check_chains(records).ends;
    records.resize(18);
    const auto shorter = check_chains(records);
    CHECK(shorter.is_sound());
    CHECK(shorter.ends != noted);
}

TEST_CASE("a folder that was put back from a copy and went on has two chains from there, both sound", "[chain]") {
    auto records = two_chains();
    auto other = records[18];
    other.id.value = "after the copy";
    other.chain_hash = chain_hash(records[16].chain_hash, other);
    records.push_back(other);
    CHECK(check_chains(records).is_sound());
}

TEST_CASE("the fields of a record cannot be shifted into one another", "[chain]") {
    AttendanceRecord a, b;
    a.station = "Kiosk 1";
    a.station_seq = 2;
    b.station = "Kiosk ";
    b.station_seq = 12;
    CHECK(chain_hash("", a) != chain_hash("", b));
    CHECK(chain_hash("x", a) != chain_hash("", a));
}

TEST_CASE("a chain whose beginning was cut off and whose rest was made anew is broken", "[chain][PRV-9]") {
    auto records = two_chains();
    std::erase_if(records, [](const AttendanceRecord& one) { return one.station == "Dörr B" || one.station_seq < 4; });
    std::string before;
    for (auto& record : records) before = record.chain_hash = chain_hash(before, record);
    const auto check = check_chains(records);
    REQUIRE(check.breaks.size() == 1);
    CHECK(check.breaks[0].number == 4);
}
