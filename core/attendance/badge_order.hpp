// A wish for one badge on paper, and what became of it.
#pragma once

#include <string>
#include <string_view>

#include "core/base/clock.hpp"
#include "core/base/id.hpp"

namespace entre {

/// ordered → submitted → printing → printed | failed | in_doubt. Only `printed` says that paper came out.
enum class OrderState { ordered, submitted, printing, printed, failed, in_doubt };

enum class BadgeReason { check_in, reprint, correction };

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
};

/// News of one order from the spooler.
struct OrderReport {
    OrderId order;
    OrderState state = OrderState::ordered;
    PrinterFault fault = PrinterFault::none;
    std::string printer;
    int job = 0;
    std::string detail;  ///< for staff and log: the raw reasons or the printer's message
};

/// True once nothing more will happen to the order by itself.
bool is_final(OrderState state);
/// True for faults that keep badges from coming out (labels_low does not).
bool stops_printing(PrinterFault fault);

std::string_view to_string(OrderState state);
std::string_view to_string(BadgeReason reason);
std::string_view to_string(BadgeName name);
std::string_view to_string(PrinterFault fault);

}  // namespace entre
