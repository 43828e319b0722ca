// Badge orders in entre.db: one row an order, written in the same transaction as what it belongs to.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/attendance/badge_order.hpp"
#include "core/attendance/live.hpp"
#include "core/store/database.hpp"

namespace entre {

/// All functions throw DatabaseFailure; call them inside Database::guard or Database::transaction.
class BadgeOrders {
public:
    explicit BadgeOrders(Database& database) : database_(database) {}

    /// A new order for `person`, numbered after the person's earlier ones.
    BadgeOrder add(const RegistrationId& person, BadgeReason reason, BadgeName name_shown, UtcTime now,
                   ReprintReason why = ReprintReason::unsaid);
    /// How many badges were ordered for `person`.
    [[nodiscard]] int count_of(const RegistrationId& person) const;
    /// The order is about to go to `printer`: it becomes submitted, with no job yet. Returns which attempt this is; nullopt when
    /// the order must not be printed (any more): it is printed, in doubt, or with a printer.
    std::optional<int> begin_print(const OrderId& id, std::string_view printer, UtcTime now);
    /// Stores a report of the spooler. A late report never changes a final state.
    void note(const OrderReport& report, UtcTime now);
    [[nodiscard]] std::optional<BadgeOrder> with_id(const OrderId& id) const;
    [[nodiscard]] std::vector<BadgeOrder> of(const RegistrationId& person) const;
    /// Orders that may be tried again because nothing came out: ordered or failed. Oldest first.
    [[nodiscard]] std::vector<BadgeOrder> pending() const;
    [[nodiscard]] std::int64_t pending_count() const;
    /// How many there are in each state.
    [[nodiscard]] BadgeCounts counts() const;
    /// Orders that need a person: failed or in doubt. Oldest first.
    [[nodiscard]] std::vector<BadgeOrder> troubled() const;
    /// Orders that a printer had, or was about to get, when the program ended. Oldest first.
    [[nodiscard]] std::vector<BadgeOrder> interrupted() const;
    /// A person has seen the badge: it counts as printed.
    void settle(const OrderId& id, UtcTime now);
    /// A person asked for the badge again: the order counts as ordered.
    void reorder(const OrderId& id, UtcTime now);

private:
    Database& database_;
};

}  // namespace entre
