// A wish for one badge on paper, and what became of it.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "core/base/clock.hpp"
#include "core/base/id.hpp"

namespace entre {

/// ordered → submitted → printing → printed | failed | in_doubt. Only `printed` says that paper came out.
enum class OrderState { ordered, submitted, printing, printed, failed, in_doubt };

enum class BadgeReason { check_in, reprint, correction };

/// Why somebody gets another badge of the same name, as staff was told.
enum class ReprintReason { unsaid, lost, damaged, never_came };

/// How the visitor wants to be named on the badge.
enum class BadgeName { full, given_only };

/// Why a printer does not print, from printer-state-reasons (RFC 8011, 5.4.12) and from the connection itself.
enum class PrinterFault {
    none,
    labels_low,
    out_of_labels,
    jam,
    cover_open,
    supply_empty,
    output_full,
    paused,
    offline,
    missing,
    other,
};

struct BadgeOrder {
    OrderId id;
    RegistrationId registration;
    BadgeReason reason = BadgeReason::check_in;
    BadgeName name_shown = BadgeName::full;
    int print_number = 1;  ///< 1 for the first badge of a person, then 2, 3 …
    OrderState state = OrderState::ordered;
    PrinterFault fault = PrinterFault::none;
    std::string printer;  ///< the name the seminar gave it; empty until submitted
    int job = 0;          ///< the spooler's job number; never trusted alone
    int attempts = 0;
    UtcTime ordered_at{};
    UtcTime changed_at{};
    ReprintReason why = ReprintReason::unsaid;
};

/// Stands where a printer's name does when the badge was printed before the day and waits at the desk.
inline constexpr std::string_view before_the_day = "before the day";

/// News of one order from the spooler.
struct OrderReport {
    OrderId order;
    OrderState state = OrderState::ordered;
    PrinterFault fault = PrinterFault::none;
    std::string printer;
    int job = 0;
    std::string detail;  ///< for staff and log: the raw reasons or the printer's message
};

/// A badge that wants a person's eye: nobody knows whether it came out, or it did not.
struct TroubledBadge {
    OrderId order;
    std::string name;     ///< as staff sees it: the alias of a protected person
    std::string printer;
    UtcTime at{};
    bool is_in_doubt = false;
    PrinterFault fault = PrinterFault::none;
    friend bool operator==(const TroubledBadge&, const TroubledBadge&) = default;
};

/// Labels by our own count: a printer's own word for a roll that ends comes late or never.
struct LabelRoll {
    std::string printer;
    int size = 0;
    int left = 0;
    friend bool operator==(const LabelRoll&, const LabelRoll&) = default;
};
/// A tenth of the roll is left: time to fetch the next one.
bool is_low(const LabelRoll& roll);

/// More badges of one person than this are somebody else's: for a new name there are new orders by themselves.
inline constexpr std::ptrdiff_t max_reprints = 2;
std::ptrdiff_t reprints_in(std::span<const BadgeOrder> orders);
/// True when every badge of a person may have come out, so that another one is a second one and wants a reason.
bool would_be_second(std::span<const BadgeOrder> orders);

/// True once nothing more will happen to the order by itself.
bool is_final(OrderState state);
/// True for faults that keep badges from coming out (labels_low does not).
bool stops_printing(PrinterFault fault);

std::string_view to_string(OrderState state);
std::string_view to_string(BadgeReason reason);
std::string_view to_string(ReprintReason why);
std::string_view to_string(BadgeName name);
std::string_view to_string(PrinterFault fault);

}  // namespace entre
