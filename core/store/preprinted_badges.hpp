// Badges printed before the seminar, in entre.db: whose, with which content, and on which sheet.
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
    std::string content;  ///< a fingerprint of everything on the badge
};

/// A sheet that was sent to a printer and is not known to have come out.
struct PreprintedSheet {
    SheetId id;
    std::string printer;
    int job = 0;                                  ///< 0: not sent yet
    OrderState state = OrderState::submitted;     ///< submitted, printing or in_doubt
    std::vector<RegistrationId> registrations{};  ///< unsorted
};

/// All functions throw DatabaseFailure; call them inside Database::guard or Database::transaction.
class PreprintedBadges {
public:
    explicit PreprintedBadges(Database& database) : database_(database) {}

    /// Call before a sheet is sent to `printer`.
    void begin(const SheetId& sheet, std::string_view printer, std::span<const PreprintedBadge> badges, UtcTime now);
    /// Stores the outcome. A sheet that failed is deleted, since no badge came out.
    void note(const SheetId& sheet, OrderState state, int job, UtcTime now);
    /// Oldest first.
    [[nodiscard]] std::vector<PreprintedSheet> unsettled() const;
    /// True when the latest badge of `person` that came out has this `content`.
    [[nodiscard]] bool is_printed(const RegistrationId& person, std::string_view content) const;
    /// The content of each registration's latest badge that came out.
    [[nodiscard]] std::unordered_map<RegistrationId, std::string> printed() const;

private:
    Database& database_;
};

}  // namespace entre
