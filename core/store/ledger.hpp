// Attendance records and badge orders in entre.db.
#pragma once

#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/attendance/badge_order.hpp"
#include "core/attendance/live.hpp"
#include "core/attendance/record.hpp"
#include "core/store/database.hpp"

namespace entre {

/// All functions throw DatabaseFailure; call them inside Database::guard or Database::transaction.
class Ledger {
public:
    explicit Ledger(Database& database) : database_(database) {}

    /// Adds `record` with the station's next number.
    void add(AttendanceRecord record);
    [[nodiscard]] std::vector<AttendanceRecord> records_of(const RegistrationId& person) const;
    [[nodiscard]] std::vector<AttendanceRecord> all() const;
    [[nodiscard]] std::optional<UtcTime> inside_since(const RegistrationId& person) const;
    /// How many are inside now.
    [[nodiscard]] std::int64_t inside() const;

private:
    Database& database_;
    // There is one writer, so its own last number is the last one; a rolled-back record leaves a gap, which harms nobody.
    std::string station_;
    std::int64_t last_seq_ = 0;
};

/// What the record of a check-in says of the badge it stands for: "given_only 2".
std::string badge_detail(BadgeName name_shown, int print_number);

/// All functions throw DatabaseFailure; call them inside Database::guard or Database::transaction.
class BadgeOrders {
public:
    explicit BadgeOrders(Database& database) : database_(database) {}

    /// A new order for `person`, numbered after the person's earlier ones.
    BadgeOrder add(const RegistrationId& person, BadgeReason reason, BadgeName name_shown, UtcTime now, ReprintReason why = ReprintReason::unsaid);
    /// The order that a check-in's record stands for (its detail says so, see `badge_detail`); nothing is written.
    BadgeOrder of_record(const AttendanceRecord& record, BadgeName name_shown, int print_number);
    /// How many badges were ordered for `person`.
    [[nodiscard]] int count_of(const RegistrationId& person) const;
    /// The order is about to go to `printer`: submitted, with no job yet. Which attempt this is; nothing when it is not to be printed
    /// (any more): it is printed, in doubt, or with a printer.
    std::optional<int> begin_print(const OrderId& id, std::string_view printer, UtcTime now);
    /// What the spooler told. A final state never changes again by a late report.
    void note(const OrderReport& report, UtcTime now);
    [[nodiscard]] std::optional<BadgeOrder> with_id(const OrderId& id) const;
    [[nodiscard]] std::vector<BadgeOrder> of(const RegistrationId& person) const;
    /// Orders that nobody has seen on paper and that may be tried again: ordered or failed. Oldest first.
    [[nodiscard]] std::vector<BadgeOrder> pending() const;
    [[nodiscard]] std::int64_t pending_count() const;
    /// All of them, by what became of them.
    [[nodiscard]] BadgeCounts counts() const;
    /// Those that want a person's eye: failed or in doubt. Oldest first.
    [[nodiscard]] std::vector<BadgeOrder> troubled() const;
    /// Orders that a printer had, or was about to get, when the program ended. Oldest first.
    [[nodiscard]] std::vector<BadgeOrder> interrupted() const;
    /// A person looked: the badge is there.
    void settle(const OrderId& id, UtcTime now);
    /// A person asked for it: the order counts as ordered again.
    void reorder(const OrderId& id, UtcTime now);

private:
    void begin(const OrderId& id);
    [[nodiscard]] std::int64_t untouched_count() const;
    /// Whose badge it is; an empty id when there is no such order.
    [[nodiscard]] const RegistrationId& owner_of(const OrderId& id) const;

    Database& database_;
    // Orders are kept by person; an index by their own id would cost every check-in a page. Those added or asked for are known
    // here, any other is looked for once. A rolled-back order stays known and leads nowhere.
    mutable std::unordered_map<OrderId, RegistrationId> owners_;
};

}  // namespace entre
