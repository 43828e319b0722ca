// The actions of staff: check in, undo, check out, walk-in, rename, reprint, protect. The only implementation, for the
// kiosk's staff screens, the organiser's window and the live page.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/attendance/staff_action.hpp"
#include "core/seminar/seminar.hpp"
#include "core/store/badge_orders.hpp"
#include "core/store/database.hpp"
#include "core/store/ledger.hpp"
#include "core/store/roster.hpp"

namespace entre {

/// Owned by one thread, together with the database. A read-only database is enough for `history`.
/// Errors of every function: those of the database.
class StaffDesk {
public:
    StaffDesk(Database& database, const Seminar& seminar);

    /// Runs in one transaction, durable when this returns.
    Result<StaffAnswer> act(const StaffRequest& action, UtcTime now);
    /// nullopt when there is no such person.
    Result<std::optional<PersonHistory>> history(const RegistrationId& person);

private:
    StaffAnswer carry_out(const CheckIn& request, UtcTime now);
    StaffAnswer carry_out(const UndoCheckIn& request, UtcTime now);
    StaffAnswer carry_out(const CheckOut& request, UtcTime now);
    StaffAnswer carry_out(const WalkIn& request, UtcTime now);
    StaffAnswer carry_out(const Rename& request, UtcTime now);
    StaffAnswer carry_out(const Reprint& request, UtcTime now);
    StaffAnswer carry_out(const MarkProtected& request, UtcTime now);
    StaffAnswer carry_out(const ShowName& request, UtcTime now);
    StaffAnswer carry_out(const BadgeSettled& request, UtcTime now);
    StaffAnswer carry_out(const PrintOrder& request, UtcTime now);
    StaffAnswer carry_out(const NewRoll& request, UtcTime now);
    StaffAnswer go_out(const RegistrationId& person, RecordKind kind, UtcTime now);
    void record(const RegistrationId& person, RecordKind kind, UtcTime now, std::string detail = {});
    BadgeOrder order_badge(const RegistrationId& person, BadgeReason reason, UtcTime now,
                           ReprintReason why = ReprintReason::unsaid);

    Database& database_;
    std::string station_;
    std::optional<std::size_t> capacity_;
    std::vector<PrinterSettings> printers_;
    Roster roster_;
    Ledger ledger_;
    BadgeOrders orders_;
};

}  // namespace entre
