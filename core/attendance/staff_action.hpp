// What staff may ask for and what comes of it, as values: the desk does it (core/services/staff_desk.hpp), screens and pages ask for it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/attendance/badge_order.hpp"
#include "core/attendance/record.hpp"
#include "core/registration/registration.hpp"

namespace entre {

/// Also somebody who withdrew or has not paid: staff decides. With a badge.
struct CheckIn { RegistrationId person; };
/// The check-in was a mistake: the person was never here.
struct UndoCheckIn { RegistrationId person; };
struct CheckOut { RegistrationId person; };
/// Somebody who is on no list: becomes a registration, an attendance record and a badge order.
struct WalkIn {
    std::string given, family, organisation, category;
    bool is_sure = false;  ///< also when the house is full
};
/// Another spelling or another name; with a new badge for somebody who is inside.
struct Rename { RegistrationId person; std::string given, family; };
struct Reprint { RegistrationId person; ReprintReason why = ReprintReason::unsaid; };
struct MarkProtected { RegistrationId person; bool is_protected = true; };
/// Somebody looked: this badge is there, or is not wanted any more.
struct BadgeSettled { OrderId order; };
/// Somebody looked: it did not come out, so it is printed (once more).
struct PrintOrder { OrderId order; };
/// A fresh roll of labels was put into a printer.
struct NewRoll { std::string printer; };

using StaffRequest = std::variant<CheckIn, UndoCheckIn, CheckOut, WalkIn, Rename, Reprint, MarkProtected, BadgeSettled, PrintOrder, NewRoll>;

/// Answers, not errors. All but `done` leave everything as it was.
enum class StaffVerdict { done, already_in, not_inside, full, nobody, no_name, enough };  // enough: badges of one person

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

std::string_view to_string(StaffVerdict verdict);
/// The action's name in logs and on the live page: "check_in".
std::string_view name_of(const StaffRequest& action);

}  // namespace entre
