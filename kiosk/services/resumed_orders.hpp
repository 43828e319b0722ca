// resumed-orders.json: badge orders that a start took up again. If the program keeps ending within a minute, one that is
// unfinished at the next start, too, may be the reason, so nobody asks its printer about it again: it is in doubt. After single
// crashes the printer is asked, which also takes back jobs that would block it.
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

    /// Whether the run before this one took up the order, and both that run and the one before it were failed starts.
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
