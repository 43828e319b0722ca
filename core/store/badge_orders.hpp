// Badge orders in entre.db: one row each, written in the same transaction as the check-in or reprint. Orders of other kiosks at
// the same door are known too, but nothing here prints, counts or changes them.
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
    /// How many badges were ordered for `person`, at any kiosk.
    [[nodiscard]] int count_of(const RegistrationId& person) const;
    /// Marks the order as submitted to `printer`, before there is a job. Returns the number of the attempt; nullopt when
    /// the order must not be printed: it is printed, in doubt, or with a printer.
    std::optional<int> begin_print(const OrderId& id, std::string_view printer, UtcTime now);
    /// Stores a report from the spooler. A late report never changes a final state.
    void note(const OrderReport& report, UtcTime now);
    [[nodiscard]] std::optional<BadgeOrder> with_id(const OrderId& id) const;
    /// Those of other kiosks too.
    [[nodiscard]] std::vector<BadgeOrder> of(const RegistrationId& person) const;
    /// Orders that can be printed without risk of a second badge: ordered or failed. Oldest first.
    [[nodiscard]] std::vector<BadgeOrder> pending() const;
    [[nodiscard]] std::int64_t pending_count() const;
    /// The number of orders in each state.
    [[nodiscard]] BadgeCounts counts() const;
    /// Orders that staff must look at: failed or in doubt. Oldest first.
    [[nodiscard]] std::vector<BadgeOrder> troubled() const;
    /// Orders that were with a printer, or about to be sent, when the program ended. Oldest first.
    [[nodiscard]] std::vector<BadgeOrder> interrupted() const;
    /// Staff have seen the badge: marks the order as printed.
    void settle(const OrderId& id, UtcTime now);
    /// Staff want the badge printed again: marks the order as ordered.
    void reorder(const OrderId& id, UtcTime now);

private:
    Database& database_;
};

}  // namespace entre
