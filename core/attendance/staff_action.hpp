// The requests that staff can make, and their results, as values. Screens and the live page create them; the desk carries them
// out (core/services/staff_desk.hpp).
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

/// Checks in and orders a badge, even for a person who has withdrawn or not paid: staff decides.
struct CheckIn {
    RegistrationId person;
};
/// The check-in was a mistake: the person was not here.
struct UndoCheckIn {
    RegistrationId person;
};
struct CheckOut {
    RegistrationId person;
};
/// A person who is not on the roster: creates a registration, an attendance record and a badge order.
struct WalkIn {
    std::string given, family, organisation, category;
    bool is_sure = false;  ///< admit even when the venue is full
};
/// Corrects the name and, if they are set, organisation and sector. A person who is inside gets a new badge if it changes.
struct Rename {
    RegistrationId person;
    std::string given, family;
    std::optional<std::string> organisation{}, category{};
};
struct Reprint {
    RegistrationId person;
    ReprintReason why = ReprintReason::unsaid;
};
struct MarkProtected {
    RegistrationId person;
    bool is_protected = true;
};
/// Why staff look at a protected person's name.
enum class ShowReason { to_identify, as_asked, in_emergency };
/// Answers with the name of a protected person, who is not `is_protected` in the answer. The look and its reason are recorded.
struct ShowName {
    RegistrationId person;
    ShowReason why = ShowReason::to_identify;
};
/// Staff checked: the badge came out, or is no longer needed.
struct BadgeSettled {
    OrderId order;
};
/// Staff checked: the badge did not come out, so it is printed (again).
struct PrintOrder {
    OrderId order;
};
/// A new roll of labels was put into a printer.
struct NewRoll {
    std::string printer;
};

using StaffRequest = std::variant<CheckIn, UndoCheckIn, CheckOut, WalkIn, Rename, Reprint, MarkProtected, ShowName, BadgeSettled,
                                  PrintOrder, NewRoll>;

/// Answers, not errors. Only `done` means that something was changed. `enough`: the person's reprints have reached the limit.
enum class StaffVerdict { done, already_in, not_inside, full, nobody, no_name, enough };

struct StaffAnswer {
    StaffVerdict verdict = StaffVerdict::nobody;
    Registration who;                 ///< after the action
    std::optional<BadgeOrder> badge;  ///< to be printed now; nullopt when there is none
};

/// All stored data about one person.
struct PersonHistory {
    Registration who;
    std::optional<UtcTime> inside_since;
    std::vector<AttendanceRecord> records;  ///< oldest first
    std::vector<BadgeOrder> badges;         ///< oldest first
};

std::string_view to_string(StaffVerdict verdict);
std::string_view to_string(ShowReason why);
/// The request's name in logs and on the live page: "check_in".
std::string_view name_of(const StaffRequest& action);

}  // namespace entre
