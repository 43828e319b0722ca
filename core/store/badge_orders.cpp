#include "core/store/badge_orders.hpp"

#include "core/base/enum_text.hpp"
#include "core/store/journal_rows.hpp"

namespace entre {

namespace {

constexpr std::string_view select_order =
    "SELECT id, registration, reason, name_shown, print_number, state, fault, printer, job, attempts, ordered_ms, changed_ms, "
    "why, station "
    "FROM badge_orders ";

std::string sql(std::string_view select, std::string_view where) { return std::string(select) + std::string(where); }

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
        order.ordered_at = from_ms(row.number(10));
        order.changed_at = from_ms(row.number(11));
        order.why = from_string(row.text(12), ReprintReason::never_came).value_or(ReprintReason::unsaid);
        order.station = row.text(13);
        out.push_back(std::move(order));
    }
    return out;
}

}  // namespace

BadgeOrder BadgeOrders::add(const RegistrationId& person, BadgeReason reason, BadgeName name_shown, UtcTime now,
                            ReprintReason why) {
    BadgeOrder order;
    order.id = new_id<OrderId>(now);
    order.registration = person;
    order.reason = reason;
    order.name_shown = name_shown;
    order.print_number = count_of(person) + 1;
    order.ordered_at = order.changed_at = now;
    order.why = why;
    auto row = database_.statement(
        "INSERT INTO badge_orders (id, registration, reason, name_shown, print_number, state, fault, printer, job, attempts, "
        "ordered_ms, "
        "changed_ms, why) VALUES (?, ?, ?, ?, ?, 'ordered', 'none', '', 0, 0, ?, ?, ?)");
    row.with_kept(order.id.value).with_kept(person.value).with(to_string(reason)).with(to_string(name_shown));
    row.with(std::int64_t{order.print_number}).with(to_ms(now)).with(to_ms(now)).with(to_string(why));
    row.run();
    database_.written().orders.insert(order.id.value);
    database_.written().people.insert(person.value);
    return order;
}

int BadgeOrders::count_of(const RegistrationId& person) const {
    auto row = database_.statement("SELECT count(*) FROM badge_orders WHERE registration = ?");
    row.with_kept(person.value);
    return static_cast<int>(row.step() ? row.number(0) : 0);
}

std::optional<int> BadgeOrders::begin_print(const OrderId& id, std::string_view printer, UtcTime now) {
    auto row = database_.statement(
        "UPDATE badge_orders SET state = 'submitted', fault = 'none', printer = ?, job = 0, attempts = attempts + 1, changed_ms "
        "= ? "
        "WHERE id = ? AND station = '' AND state IN ('ordered', 'failed')");
    row.with(printer).with(to_ms(now)).with(id.value).run();
    if (database_.changes() == 0) return std::nullopt;
    database_.written().progress.insert(id.value);
    auto attempts = database_.statement("SELECT attempts FROM badge_orders WHERE id = ?");
    attempts.with(id.value);
    return attempts.step() ? std::optional(static_cast<int>(attempts.number(0))) : std::nullopt;
}

void BadgeOrders::note(const OrderReport& report, UtcTime now) {
    auto row = database_.statement(
        "UPDATE badge_orders SET state = ?1, fault = ?2, "
        "printer = CASE WHEN ?3 = '' THEN printer ELSE ?3 END, job = CASE WHEN ?4 = 0 THEN job ELSE ?4 END, changed_ms = ?5 "
        "WHERE id = ?6 AND state <> 'printed' AND NOT (state = 'in_doubt' AND ?1 IN ('ordered', 'submitted', 'printing'))");
    row.with(to_string(report.state)).with(to_string(report.fault)).with(report.printer);
    row.with(std::int64_t{report.job}).with(to_ms(now)).with(report.order.value);
    row.run();
    database_.written().progress.insert(report.order.value);
    if (is_final(report.state)) database_.written().has_result = true;
}

std::optional<BadgeOrder> BadgeOrders::with_id(const OrderId& id) const {
    auto row = database_.statement(sql(select_order, "WHERE id = ?"));
    row.with(id.value);
    auto found = orders(row);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<BadgeOrder> BadgeOrders::of(const RegistrationId& person) const {
    auto row = database_.statement(sql(select_order, "WHERE registration = ? ORDER BY id"));
    row.with(person.value);
    return orders(row);
}

std::vector<BadgeOrder> BadgeOrders::pending() const {
    auto row = database_.statement(sql(select_order, "WHERE station = '' AND state IN ('ordered', 'failed') ORDER BY id"));
    return orders(row);
}

std::int64_t BadgeOrders::pending_count() const {
    auto row = database_.statement("SELECT count(*) FROM badge_orders WHERE station = '' AND state <> 'printed'");
    return row.step() ? row.number(0) : 0;
}

BadgeCounts BadgeOrders::counts() const {
    BadgeCounts counts;
    auto row = database_.statement("SELECT state, count(*) FROM badge_orders WHERE station = '' GROUP BY state");
    while (row.step()) {
        const auto many = static_cast<std::size_t>(row.number(1));
        switch (from_string(row.text(0), OrderState::in_doubt).value_or(OrderState::in_doubt)) {
            case OrderState::ordered:
            case OrderState::submitted:
            case OrderState::printing:
                counts.waiting += many;
                break;
            case OrderState::printed:
                counts.printed += many;
                break;
            case OrderState::failed:
                counts.failed += many;
                break;
            case OrderState::in_doubt:
                counts.in_doubt += many;
                break;
        }
    }
    return counts;
}

std::vector<BadgeOrder> BadgeOrders::troubled() const {
    auto row = database_.statement(sql(select_order, "WHERE station = '' AND state IN ('failed', 'in_doubt') ORDER BY id"));
    return orders(row);
}

std::vector<BadgeOrder> BadgeOrders::interrupted() const {
    auto row = database_.statement(sql(select_order, "WHERE station = '' AND state IN ('submitted', 'printing') ORDER BY id"));
    return orders(row);
}

void BadgeOrders::settle(const OrderId& id, UtcTime now) {
    auto row = database_.statement(
        "UPDATE badge_orders SET state = 'printed', fault = 'none', changed_ms = ? WHERE id = ? AND station = ''");
    row.with(to_ms(now)).with(id.value).run();
    database_.written().orders.insert(id.value);
}

void BadgeOrders::reorder(const OrderId& id, UtcTime now) {
    auto row = database_.statement(
        "UPDATE badge_orders SET state = 'ordered', fault = 'none', changed_ms = ? WHERE id = ? AND station = ''");
    row.with(to_ms(now)).with(id.value).run();
    database_.written().orders.insert(id.value);
}

}  // namespace entre
