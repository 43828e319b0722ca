// resumed-orders.json: badge orders that a start took up again. One that is unfinished at the next start, too, may be what ends
// the program, so nobody asks its printer about it again: it is in doubt.
#pragma once

#include <set>
#include <vector>

#include "core/base/id.hpp"
#include "core/seminar/seminar.hpp"

namespace entre {

/// Owned by one thread.
class ResumedOrders {
public:
    explicit ResumedOrders(SeminarFolder folder);

    /// Whether the run before this one took up the order and did not end in good order.
    [[nodiscard]] bool was_resumed(const OrderId& order) const { return earlier_.contains(order); }
    /// Stores the orders that this run takes up; call before they are.
    void store(const std::vector<OrderId>& orders) const;
    /// This run ends in good order.
    void forget() const;

private:
    SeminarFolder folder_;
    std::set<OrderId> earlier_;
};

}  // namespace entre
