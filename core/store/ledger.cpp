#include "core/store/ledger.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/enum_text.hpp"

namespace entre {

namespace {

UtcTime utc(std::int64_t ms) { return UtcTime{std::chrono::milliseconds{ms}}; }
std::int64_t ms(UtcTime time) { return time.time_since_epoch().count(); }

constexpr std::string_view select_record = "SELECT id, registration, kind, at_ms, station, station_seq, by, detail FROM attendance ";
constexpr std::string_view select_order =
    "SELECT id, registration, reason, name_shown, print_number, state, fault, printer, job, attempts, ordered_ms, changed_ms, why "
    "FROM badge_orders ";

std::string sql(std::string_view select, std::string_view where) { return std::string(select) + std::string(where); }

std::vector<AttendanceRecord> records(Statement& row) {
    std::vector<AttendanceRecord> out;
    while (row.step()) {
        AttendanceRecord record;
        record.id.value = row.text(0);
        record.registration.value = row.text(1);
        record.kind = from_string(row.text(2), RecordKind::correction).value_or(RecordKind::correction);
        record.at = utc(row.number(3));
        record.station = row.text(4);
        record.station_seq = row.number(5);
        record.by = from_string(row.text(6), RecordedBy::command).value_or(RecordedBy::command);
        record.detail = row.text(7);
        out.push_back(std::move(record));
    }
    return out;
}

std::vector<BadgeOrder> orders(Statement& row) {
    std::vector<BadgeOrder> out;
    while (row.step()) {
        BadgeOrder order;
        order.id.value = row.text(0);
        order.registration.value = row.text(1);
        order.reason = from_string(row.text(2), BadgeReason::correction).value_or(BadgeReason::check_in);
        order.name_shown = from_string(row.text(3), BadgeName::given_only).value_or(BadgeName::full);
        order.print_number = static_cast<int>(row.number(4));
        order.state = from_string(row.text(5), OrderState::in_doubt).value_or(OrderState::in_doubt);
        order.fault = from_string(row.text(6), PrinterFault::other).value_or(PrinterFault::other);
        order.printer = row.text(7);
        order.job = static_cast<int>(row.number(8));
        order.attempts = static_cast<int>(row.number(9));
        order.ordered_at = utc(row.number(10));
        order.changed_at = utc(row.number(11));
        order.why = from_string(row.text(12), ReprintReason::never_came).value_or(ReprintReason::unsaid);
        out.push_back(std::move(order));
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
        "INSERT INTO attendance (id, registration, kind, at_ms, station, station_seq, by, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    row.with_kept(record.id.value).with_kept(record.registration.value).with(to_string(record.kind)).with(ms(record.at));
    row.with_kept(record.station).with(record.station_seq).with(to_string(record.by)).with_kept(record.detail);
    row.run();
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

std::optional<UtcTime> Ledger::inside_since(const RegistrationId& person) const { return entre::inside_since(records_of(person)); }

std::int64_t Ledger::inside() const {
    // Nearly everybody has one record only, so that records of coming in are people. The fold is for the few who went out, were
    // undone or changed their name. Two scans of index and table: asked after every badge, with thousands inside.
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

std::string badge_detail(BadgeName name_shown, int print_number) { return fmt::format("{} {}", to_string(name_shown), print_number); }

const RegistrationId& BadgeOrders::owner_of(const OrderId& id) const {
    const auto known = owners_.find(id);
    if (known != owners_.end()) return known->second;
    auto row = database_.statement("SELECT registration FROM badge_orders WHERE id = ?");
    row.with(id.value);
    static const RegistrationId nobody;
    return row.step() ? owners_.emplace(id, RegistrationId{row.text(0)}).first->second : nobody;
}

BadgeOrder BadgeOrders::add(const RegistrationId& person, BadgeReason reason, BadgeName name_shown, UtcTime now, ReprintReason why) {
    BadgeOrder order;
    order.id = new_id<OrderId>(now);
    order.registration = person;
    order.reason = reason;
    order.name_shown = name_shown;
    order.print_number = count_of(person) + 1;
    order.ordered_at = order.changed_at = now;
    order.why = why;
    auto row = database_.statement(
        "INSERT INTO badge_progress (id, registration, reason, name_shown, print_number, state, fault, printer, job, attempts, ordered_ms, "
        "changed_ms, why) VALUES (?, ?, ?, ?, ?, 'ordered', 'none', '', 0, 0, ?, ?, ?)");
    row.with_kept(order.id.value).with_kept(person.value).with(to_string(reason)).with(to_string(name_shown));
    row.with(std::int64_t{order.print_number}).with(ms(now)).with(ms(now)).with(to_string(why));
    row.run();
    owners_.insert_or_assign(order.id, person);
    return order;
}

BadgeOrder BadgeOrders::of_record(const AttendanceRecord& record, BadgeName name_shown, int print_number) {
    BadgeOrder order;
    order.id = OrderId{record.id.value};
    order.registration = record.registration;
    order.name_shown = name_shown;
    order.print_number = print_number;
    order.ordered_at = order.changed_at = record.at;
    owners_.insert_or_assign(order.id, order.registration);
    return order;
}

int BadgeOrders::count_of(const RegistrationId& person) const {
    auto row = database_.statement("SELECT count(*) FROM badge_orders WHERE registration = ?");
    row.with_kept(person.value);
    return static_cast<int>(row.step() ? row.number(0) : 0);
}

/// From here on something becomes of the order, and it has a row of its own.
void BadgeOrders::begin(const OrderId& id) {
    auto row = database_.statement(
        "INSERT OR IGNORE INTO badge_progress (id, registration, reason, name_shown, print_number, state, fault, printer, job, attempts, "
        "ordered_ms, changed_ms, why, of_record) SELECT id, registration, reason, name_shown, print_number, state, fault, printer, job, "
        "attempts, ordered_ms, changed_ms, why, 1 FROM badge_orders WHERE registration = ? AND id = ?");
    row.with(owner_of(id).value).with(id.value).run();
}

std::optional<int> BadgeOrders::begin_print(const OrderId& id, std::string_view printer, UtcTime now) {
    begin(id);
    const std::string owner = owner_of(id).value;
    auto row = database_.statement(
        "UPDATE badge_progress SET state = 'submitted', fault = 'none', printer = ?, job = 0, attempts = attempts + 1, changed_ms = ? "
        "WHERE registration = ? AND id = ? AND state IN ('ordered', 'failed')");
    row.with(printer).with(ms(now)).with(owner).with(id.value).run();
    if (database_.changes() == 0) return std::nullopt;
    auto attempts = database_.statement("SELECT attempts FROM badge_progress WHERE registration = ? AND id = ?");
    attempts.with(owner).with(id.value);
    return attempts.step() ? std::optional(static_cast<int>(attempts.number(0))) : std::nullopt;
}

void BadgeOrders::note(const OrderReport& report, UtcTime now) {
    begin(report.order);
    auto row = database_.statement(
        "UPDATE badge_progress SET state = ?1, fault = ?2, "
        "printer = CASE WHEN ?3 = '' THEN printer ELSE ?3 END, job = CASE WHEN ?4 = 0 THEN job ELSE ?4 END, changed_ms = ?5 "
        "WHERE id = ?6 AND registration = ?7 AND state <> 'printed' AND NOT (state = 'in_doubt' AND ?1 IN ('ordered', 'submitted', 'printing'))");
    row.with(to_string(report.state)).with(to_string(report.fault)).with(report.printer);
    row.with(std::int64_t{report.job}).with(ms(now)).with(report.order.value).with(owner_of(report.order).value);
    row.run();
}

std::optional<BadgeOrder> BadgeOrders::with_id(const OrderId& id) const {
    auto row = database_.statement(sql(select_order, "WHERE registration = ? AND id = ?"));
    row.with(owner_of(id).value).with(id.value);
    auto found = orders(row);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<BadgeOrder> BadgeOrders::of(const RegistrationId& person) const {
    auto row = database_.statement(sql(select_order, "WHERE registration = ? ORDER BY id"));
    row.with(person.value);
    return orders(row);
}

std::vector<BadgeOrder> BadgeOrders::pending() const {
    auto row = database_.statement(sql(select_order, "WHERE state IN ('ordered', 'failed') ORDER BY id"));
    return orders(row);
}

/// Check-ins whose badge no printer was given yet: all of them less those that have a row of their own. Two scans, where asking the
/// view would look for each record's row.
std::int64_t BadgeOrders::untouched_count() const {
    auto row = database_.statement(
        "SELECT (SELECT count(*) FROM attendance WHERE kind = 'checked_in' AND detail <> '') - (SELECT count(*) FROM badge_progress WHERE of_record = 1)");
    return row.step() ? row.number(0) : 0;
}

std::int64_t BadgeOrders::pending_count() const {
    auto row = database_.statement("SELECT count(*) FROM badge_progress WHERE state <> 'printed'");
    return untouched_count() + (row.step() ? row.number(0) : 0);
}

BadgeCounts BadgeOrders::counts() const {
    BadgeCounts counts;
    counts.waiting = static_cast<std::size_t>(untouched_count());
    auto row = database_.statement("SELECT state, count(*) FROM badge_progress GROUP BY state");
    while (row.step()) {
        const auto many = static_cast<std::size_t>(row.number(1));
        switch (from_string(row.text(0), OrderState::in_doubt).value_or(OrderState::in_doubt)) {
            case OrderState::ordered:
            case OrderState::submitted:
            case OrderState::printing: counts.waiting += many; break;
            case OrderState::printed: counts.printed += many; break;
            case OrderState::failed: counts.failed += many; break;
            case OrderState::in_doubt: counts.in_doubt += many; break;
        }
    }
    return counts;
}

std::vector<BadgeOrder> BadgeOrders::troubled() const {
    auto row = database_.statement(sql(select_order, "WHERE state IN ('failed', 'in_doubt') ORDER BY id"));
    return orders(row);
}

std::vector<BadgeOrder> BadgeOrders::interrupted() const {
    auto row = database_.statement(sql(select_order, "WHERE state IN ('submitted', 'printing') ORDER BY id"));
    return orders(row);
}

void BadgeOrders::settle(const OrderId& id, UtcTime now) {
    begin(id);
    auto row = database_.statement("UPDATE badge_progress SET state = 'printed', fault = 'none', changed_ms = ? WHERE registration = ? AND id = ?");
    row.with(ms(now)).with(owner_of(id).value).with(id.value).run();
}

void BadgeOrders::reorder(const OrderId& id, UtcTime now) {
    auto row = database_.statement("UPDATE badge_progress SET state = 'ordered', fault = 'none', changed_ms = ? WHERE registration = ? AND id = ?");
    row.with(ms(now)).with(owner_of(id).value).with(id.value).run();
}

}  // namespace entre
