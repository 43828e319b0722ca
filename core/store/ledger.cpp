#include "core/store/ledger.hpp"

#include <algorithm>
#include <set>

#include "core/attendance/record_chain.hpp"
#include "core/base/enum_text.hpp"
#include "core/store/journal_rows.hpp"

namespace entre {

namespace {

constexpr std::string_view select_record =
    "SELECT id, registration, kind, at_ms, station, station_seq, by, detail, turn, row, chain_hash FROM attendance ";
/// More new records than this are counted with all others in one go.
constexpr std::size_t max_counted_singly = 10'000;

std::string sql(std::string_view select, std::string_view where) { return std::string(select) + std::string(where); }

AttendanceRecord record_in(const Statement& row) {
    AttendanceRecord record;
    record.id.value = row.text(0);
    record.registration.value = row.text(1);
    record.kind = from_string(row.text(2), RecordKind::name_shown).value_or(RecordKind::correction);
    record.at = from_ms(row.number(3));
    record.station = row.text(4);
    record.station_seq = row.number(5);
    record.by = from_string(row.text(6), RecordedBy::command).value_or(RecordedBy::command);
    record.detail = row.text(7);
    record.turn = row.number(8);
    record.chain_hash = row.text(10);
    return record;
}

std::vector<AttendanceRecord> records(Statement& row) {
    std::vector<AttendanceRecord> out;
    while (row.step()) out.push_back(record_in(row));
    return out;
}

}  // namespace

/// Only what was added since the last call is read, so that a check-in among a million takes as long as the first one. What a
/// rolled-back transaction added is found to be missing, and everything is read again.
Ledger::LastRecord Ledger::last_record(const std::string& station) {
    if (!is_valid(last_records_.place)) last_records_ = {};
    auto row = database_.statement("SELECT station, station_seq, row, id, chain_hash FROM attendance WHERE row > ? ORDER BY row");
    row.with(last_records_.place.row);
    while (row.step()) {
        auto& last = last_records_.of_station[row.text(0)];
        if (row.number(1) >= last.number) last = {row.number(1), row.text(4)};
        last_records_.place.row = row.number(2);
        last_records_.place.last.value = row.text(3);
    }
    return last_records_.of_station[station];
}

std::int64_t Ledger::next_turn(const RegistrationId& person) const {
    auto row = database_.statement("SELECT 1 + coalesce(max(turn), 0) FROM attendance WHERE registration = ?");
    return row.with_kept(person.value).step() ? row.number(0) : 1;
}

void Ledger::add(AttendanceRecord record) {
    const auto last = last_record(record.station);
    record.station_seq = last.number + 1;
    record.turn = next_turn(record.registration);
    record.chain_hash = chain_hash(last.hash, record);
    auto row = database_.statement(
        "INSERT INTO attendance (id, registration, kind, at_ms, station, station_seq, by, detail, turn, chain_hash) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    row.with_kept(record.id.value).with_kept(record.registration.value).with(to_string(record.kind)).with(to_ms(record.at));
    row.with_kept(record.station).with(record.station_seq).with(to_string(record.by)).with_kept(record.detail);
    row.with(record.turn).with_kept(record.chain_hash).run();
    auto& written = database_.written();
    written.people.insert(record.registration.value);
    written.records.emplace_back(record.registration.value, record.id.value);
}

std::vector<AttendanceRecord> Ledger::records_of(const RegistrationId& person) const {
    auto row = database_.statement(sql(select_record, "WHERE registration = ?"));
    row.with_kept(person.value);
    auto own = records(row);
    std::sort(own.begin(), own.end(), is_before);
    return own;
}

std::vector<AttendanceRecord> Ledger::all() const {
    auto row = database_.statement(sql(select_record, "ORDER BY row"));
    return records(row);
}

NewRecords Ledger::since(const LedgerPlace& place, std::size_t limit) const {
    auto row = database_.statement(sql(select_record, "WHERE row > ? ORDER BY row LIMIT ?"));
    row.with(place.row).with(static_cast<std::int64_t>(limit));
    NewRecords found{{}, place};
    while (row.step()) {
        found.records.push_back(record_in(row));
        found.place.row = row.number(9);
    }
    if (!found.records.empty()) found.place.last = found.records.back().id;
    return found;
}

bool Ledger::is_valid(const LedgerPlace& place) const {
    auto row = database_.statement("SELECT 1 FROM attendance WHERE row = ? AND id = ?");
    return place.row == 0 || row.with(place.row).with_kept(place.last.value).step();
}

std::optional<UtcTime> Ledger::inside_since(const RegistrationId& person) const {
    return entre::inside_since(records_of(person));
}

std::int64_t Ledger::came() {
    update_counts();
    return counts_.came;
}

std::int64_t Ledger::inside() {
    update_counts();
    return counts_.inside;
}

Ledger::PersonCount Ledger::count_of(const std::string& person, std::int64_t last_row) const {
    auto row = database_.statement(sql(select_record, "WHERE registration = ? AND row <= ?"));
    row.with_kept(person).with(last_row);
    const auto own = records(row);
    return {std::count_if(own.begin(), own.end(), [](const AttendanceRecord& record) { return is_entry(record.kind); }),
            entry_that_counts(own) != nullptr};
}

/// Every query ends at the same row: through a connection that only reads, another process may add records meanwhile.
Ledger::Counts Ledger::count_all() const {
    Counts counts;
    auto last = database_.statement("SELECT row, id FROM attendance ORDER BY row DESC LIMIT 1");
    if (!last.step()) return counts;
    counts.place = {last.number(0), {last.text(1)}};
    // Most people have exactly one record, so entries can be counted as people. Only the others need all their records.
    auto entries =
        database_.statement("SELECT count(*) FROM attendance WHERE row <= ? AND (kind = 'checked_in' OR kind = 'walk_in')");
    counts.inside = counts.came = entries.with(counts.place.row).step() ? entries.number(0) : 0;
    auto others =
        database_.statement("SELECT registration FROM attendance WHERE row <= ? GROUP BY registration HAVING count(*) > 1");
    others.with(counts.place.row);
    while (others.step()) {
        const auto person = count_of(others.text(0), counts.place.row);
        counts.inside += (person.is_inside ? 1 : 0) - person.entries;
        counts.came += (person.entries > 0 ? 1 : 0) - person.entries;
    }
    return counts;
}

void Ledger::update_counts() {
    const bool is_first = counts_.place.row == 0 || !is_valid(counts_.place);
    const auto fresh = is_first ? NewRecords{} : since(counts_.place, max_counted_singly);
    if (is_first || fresh.records.size() == max_counted_singly) {
        counts_ = count_all();
        return;
    }
    std::set<std::string> changed;
    for (const auto& record : fresh.records) changed.insert(record.registration.value);
    for (const auto& person : changed) {
        const auto before = count_of(person, counts_.place.row), now = count_of(person, fresh.place.row);
        counts_.inside += (now.is_inside ? 1 : 0) - (before.is_inside ? 1 : 0);
        counts_.came += (now.entries > 0 ? 1 : 0) - (before.entries > 0 ? 1 : 0);
    }
    counts_.place = fresh.place;
}

}  // namespace entre
