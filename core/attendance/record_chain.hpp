// A hash chain over the attendance records of each station: every record holds the SHA-256 of itself and of the record before
// it, so that one that was changed, removed or slipped in later shows. Records of programs before the chain have no hash.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/attendance/record.hpp"

namespace entre {

/// The hash of `record` after one with the hash `before` (empty for a station's first record): SHA-256, 64 hex digits, of the
/// netstrings ("5:hello,") of `before`, id, registration, kind, time in UTC milliseconds, station, number, turn, by and detail.
std::string chain_hash(std::string_view before, const AttendanceRecord& record);

/// The last record of a station. If this is noted, it can be shown later that nothing before it was changed.
struct ChainEnd {
    std::string station;
    std::int64_t number = 0;  ///< of the record at the station
    std::string hash;

    friend bool operator==(const ChainEnd&, const ChainEnd&) = default;
};

/// A record that does not continue its station's chain: it was changed, or one before it was changed or removed.
struct ChainBreak {
    std::string station;
    std::int64_t number = 0;
};

struct ChainCheck {
    std::vector<ChainEnd> ends;      ///< of each station that has a chain, by name
    std::vector<ChainBreak> breaks;  ///< by station and number; only the first of each station
    std::size_t without_hash = 0;    ///< records from before there was a chain

    [[nodiscard]] bool is_sound() const { return breaks.empty(); }
};

/// Follows the chains of all records, which may come in any order.
ChainCheck check_chains(std::span<const AttendanceRecord> records);

}  // namespace entre
