#include "core/store/ledger.hpp"

#include <algorithm>

#include "core/base/enum_text.hpp"
#include "core/store/journal_rows.hpp"

namespace entre {

namespace {

constexpr std::string_view select_record =
    "SELECT id, registration, kind, at_ms, station, station_seq, by, detail FROM attendance ";
std::string sql(std::string_view select, std::string_view where) { return std::string(select) + std::string(where); }

std::vector<AttendanceRecord> records(Statement& row) {
    std::vector<AttendanceRecord> out;
    while (row.step()) {
        AttendanceRecord record;
        record.id.value = row.text(0);
        record.registration.value = row.text(1);
        record.kind = from_string(row.text(2), RecordKind::correction).value_or(RecordKind::correction);
        record.at = from_ms(row.number(3));
        record.station = row.text(4);
        record.station_seq = row.number(5);
        record.by = from_string(row.text(6), RecordedBy::command).value_or(RecordedBy::command);
        record.detail = row.text(7);
        out.push_back(std::move(record));
    }
    return out;
}

}  // namespace

void Ledger::add(AttendanceRecord record) {
    if (record.station != station_) {
        auto last = database_.statement("SELECT coalesce(max(station_seq), 0) FROM attendance WHERE station = ?");
        last.with(record.station);
        last_seq_ = last.step() ? last.number(0) : 0;
        station_ = record.station;
    }
    record.station_seq = ++last_seq_;
    auto row = database_.statement(
        "INSERT INTO attendance (id, registration, kind, at_ms, station, station_seq, by, detail) VALUES (?, ?, ?, ?, ?, ?, ?, "
        "?)");
    row.with_kept(record.id.value).with_kept(record.registration.value).with(to_string(record.kind)).with(to_ms(record.at));
    row.with_kept(record.station).with(record.station_seq).with(to_string(record.by)).with_kept(record.detail);
    row.run();
    auto& written = database_.written();
    written.people.insert(record.registration.value);
    written.records.emplace_back(record.registration.value, record.id.value);
}

std::vector<AttendanceRecord> Ledger::records_of(const RegistrationId& person) const {
    auto row = database_.statement(sql(select_record, "WHERE registration = ? ORDER BY id"));
    row.with_kept(person.value);
    return records(row);
}

std::vector<AttendanceRecord> Ledger::all() const {
    auto row = database_.statement(sql(select_record, "ORDER BY id"));
    return records(row);
}

std::optional<UtcTime> Ledger::inside_since(const RegistrationId& person) const {
    return entre::inside_since(records_of(person));
}

std::int64_t Ledger::came() const {
    auto people =
        database_.statement("SELECT count(DISTINCT registration) FROM attendance WHERE kind IN ('checked_in', 'walk_in')");
    return people.step() ? people.number(0) : 0;
}

std::int64_t Ledger::inside() const {
    // Most people have exactly one record, so check-in records can be counted as people. Only those who went out, were
    // undone or were renamed need all their records. Two scans: this is called after every badge, with thousands inside.
    auto entries = database_.statement("SELECT count(*) FROM attendance WHERE kind = 'checked_in' OR kind = 'walk_in'");
    std::int64_t count = entries.step() ? entries.number(0) : 0;
    auto others = database_.statement("SELECT registration FROM attendance GROUP BY registration HAVING count(*) > 1");
    std::vector<RegistrationId> to_fold;
    while (others.step()) to_fold.push_back(RegistrationId{others.text(0)});
    for (const auto& person : to_fold) {
        const auto their = records_of(person);
        count -= std::count_if(their.begin(), their.end(), [](const AttendanceRecord& record) {
            return record.kind == RecordKind::checked_in || record.kind == RecordKind::walk_in;
        });
        count += entre::inside_since(their) ? 1 : 0;
    }
    return count;
}

}  // namespace entre
