#include "core/attendance/record_chain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "core/base/digest.hpp"

namespace entre {

namespace {

std::string netstring(std::string_view text) { return fmt::format("{}:{},", text.size(), text); }

/// A folder that was copied, or put back from a backup, can go on at two computers under the same name: then a number is there
/// twice, and each may be continued.
using ByNumber = std::map<std::int64_t, std::vector<const AttendanceRecord*>>;

/// Whether `record` continues one of the records with the number before it. A station's chain begins where its numbers do, or
/// after records that have no hash.
bool continues(const AttendanceRecord& record, const ByNumber& station) {
    const auto before = station.find(record.station_seq - 1);
    if (before == station.end()) return record.station_seq == 1 && chain_hash({}, record) == record.chain_hash;
    return std::ranges::any_of(before->second,
                               [&](const auto* earlier) { return chain_hash(earlier->chain_hash, record) == record.chain_hash; });
}

void check_station(const ByNumber& station, ChainCheck& check) {
    bool has_begun = false, is_broken = false;
    for (const auto& [number, records] : station)
        for (const auto* record : records) {
            // Before the chain began there is no hash; after that a record without one was slipped in.
            const bool is_old = record->chain_hash.empty() && !has_begun;
            check.without_hash += is_old ? 1U : 0U;
            has_begun = has_begun || !is_old;
            if (is_old || is_broken || continues(*record, station)) continue;
            check.breaks.push_back({record->station, number});
            is_broken = true;
        }
    const auto& last = *station.rbegin()->second.back();
    if (has_begun) check.ends.push_back({last.station, last.station_seq, last.chain_hash});
}

}  // namespace

std::string chain_hash(std::string_view before, const AttendanceRecord& record) {
    std::string text = netstring(before);
    text += netstring(record.id.value) + netstring(record.registration.value) + netstring(to_string(record.kind));
    text += netstring(fmt::to_string(to_ms(record.at))) + netstring(record.station);
    text += netstring(fmt::to_string(record.station_seq)) + netstring(fmt::to_string(record.turn));
    return sha256_hex(text + netstring(to_string(record.by)) + netstring(record.detail));
}

ChainCheck check_chains(std::span<const AttendanceRecord> records) {
    std::map<std::string_view, ByNumber> stations;
    for (const auto& record : records) stations[record.station][record.station_seq].push_back(&record);
    ChainCheck check;
    for (const auto& [name, station] : stations) check_station(station, check);
    return check;
}

}  // namespace entre
