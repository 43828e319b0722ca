// What staff may do that visitors may not: let in, undo, let out, write in, rename, print again, protect. One way in for the
// kiosk's staff screens, the organiser's window and the live page.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/attendance/badge_order.hpp"
#include "core/attendance/record.hpp"
#include "core/registrations/registration.hpp"
#include "core/seminar/seminar.hpp"
#include "core/store/database.hpp"
#include "core/store/ledger.hpp"
#include "core/store/roster.hpp"

namespace entre {

/// Also somebody who withdrew or has not paid: staff decides. With a badge.
struct LetIn { RegistrationId person; };
/// The check-in was a mistake: the person was never here.
struct UndoCheckIn { RegistrationId person; };
struct LetOut { RegistrationId person; };
/// Somebody who is on no list: becomes a registration, an attendance record and a badge order.
struct WriteIn {
    std::string given, family, organisation, category;
    bool is_sure = false;  ///< also when the house is full
};
/// Another spelling or another name; with a new badge for somebody who is inside.
struct Rename { RegistrationId person; std::string given, family; };
struct PrintAgain { RegistrationId person; };
struct MarkProtected { RegistrationId person; bool is_protected = true; };

using StaffAction = std::variant<LetIn, UndoCheckIn, LetOut, WriteIn, Rename, PrintAgain, MarkProtected>;

/// Answers, not errors. All but `done` leave everything as it was.
enum class StaffVerdict { done, already_in, not_inside, full, nobody, no_name };

struct StaffAnswer {
    StaffVerdict verdict = StaffVerdict::nobody;
    Registration who;                ///< after the action
    std::optional<BadgeOrder> badge; ///< to be printed now
};

/// Everything kept of one person.
struct PersonHistory {
    Registration who;
    std::optional<UtcTime> inside_since;
    std::vector<AttendanceRecord> records;  ///< oldest first
    std::vector<BadgeOrder> badges;         ///< oldest first
};

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
    StaffAnswer go_out(const RegistrationId& person, RecordKind kind, UtcTime now);
    void record(const RegistrationId& person, RecordKind kind, UtcTime now, std::string detail = {});
    BadgeOrder order_badge(const RegistrationId& person, BadgeReason reason, UtcTime now);

    Database& database_;
    std::string station_;
    std::optional<std::size_t> capacity_;
    Roster roster_;
    Ledger ledger_;
    BadgeOrders orders_;
};

std::string_view to_string(StaffVerdict verdict);
/// The action's name in logs and on the live page: "let_in".
std::string_view name_of(const StaffAction& action);

}  // namespace entre
