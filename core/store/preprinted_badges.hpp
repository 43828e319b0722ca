// Badges that were printed before the day, in entre.db: whose, saying what, and on which sheet they went out.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/attendance/badge_order.hpp"
#include "core/store/database.hpp"

namespace entre {

struct PreprintedBadge {
    RegistrationId registration;
    std::string content;  ///< a fingerprint of all that the badge says
};

/// One page that was sent to a printer and is not known to have come out.
struct PreprintedSheet {
    SheetId id;
    std::string printer;
    int job = 0;                                  ///< 0: the page was not sent yet
    OrderState state = OrderState::submitted;     ///< submitted, printing or in_doubt
    std::vector<RegistrationId> registrations{};  ///< in no order
};

/// All functions throw DatabaseFailure; call them inside Database::guard or Database::transaction.
class PreprintedBadges {
public:
    explicit PreprintedBadges(Database& database) : database_(database) {}

    /// Before a sheet is sent to `printer`.
    void begin(const SheetId& sheet, std::string_view printer, std::span<const PreprintedBadge> badges, UtcTime now);
    /// What became of it; a sheet that failed is forgotten, since nothing of it came out.
    void note(const SheetId& sheet, OrderState state, int job, UtcTime now);
    /// Oldest first.
    [[nodiscard]] std::vector<PreprintedSheet> unsettled() const;
    /// Whether the latest badge of `person` that came out says `content`.
    [[nodiscard]] bool is_printed(const RegistrationId& person, std::string_view content) const;
    /// Registration to content of the latest badge that came out.
    [[nodiscard]] std::unordered_map<RegistrationId, std::string> printed() const;

private:
    Database& database_;
};

}  // namespace entre
