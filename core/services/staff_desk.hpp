// What staff may do that visitors may not: let in, undo, let out, write in, rename, print again, protect. One way in for the
// kiosk's staff screens, the organiser's window and the live page.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/attendance/staff_action.hpp"
#include "core/seminar/seminar.hpp"
#include "core/store/database.hpp"
#include "core/store/ledger.hpp"
#include "core/store/roster.hpp"

namespace entre {

/// Owned by one thread, together with the database. A reading database will do for `history`.
/// Errors of every function: those of the database.
class StaffDesk {
public:
    StaffDesk(Database& database, const Seminar& seminar);

    /// All of it in one transaction, on disk when this returns.
    Result<StaffAnswer> act(const StaffAction& action, UtcTime now);
    /// Nothing when there is no such person.
    Result<std::optional<PersonHistory>> history(const RegistrationId& person);

private:
    StaffAnswer carry_out(const LetIn& wish, UtcTime now);
    StaffAnswer carry_out(const UndoCheckIn& wish, UtcTime now);
    StaffAnswer carry_out(const LetOut& wish, UtcTime now);
    StaffAnswer carry_out(const WriteIn& wish, UtcTime now);
    StaffAnswer carry_out(const Rename& wish, UtcTime now);
    StaffAnswer carry_out(const PrintAgain& wish, UtcTime now);
    StaffAnswer carry_out(const MarkProtected& wish, UtcTime now);
    StaffAnswer carry_out(const BadgeSettled& wish, UtcTime now);
    StaffAnswer carry_out(const PrintOrder& wish, UtcTime now);
    StaffAnswer carry_out(const NewRoll& wish, UtcTime now);
    StaffAnswer go_out(const RegistrationId& person, RecordKind kind, UtcTime now);
    void record(const RegistrationId& person, RecordKind kind, UtcTime now, std::string detail = {});
    BadgeOrder order_badge(const RegistrationId& person, BadgeReason reason, UtcTime now, ReprintReason why = ReprintReason::unsaid);

    Database& database_;
    std::string station_;
    std::optional<std::size_t> capacity_;
    std::vector<PrinterSettings> printers_;
    Roster roster_;
    Ledger ledger_;
    BadgeOrders orders_;
};

}  // namespace entre
