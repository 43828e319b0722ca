// An order for one printed badge, and its state.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "core/base/clock.hpp"
#include "core/base/id.hpp"

namespace entre {

/// ordered → submitted → printing → printed | failed | in_doubt. Only `printed` means that the badge certainly came out.
enum class OrderState { ordered, submitted, printing, printed, failed, in_doubt };

enum class BadgeReason { check_in, reprint, correction };

/// Why a person gets another badge with the same name, as entered by staff.
enum class ReprintReason { unsaid, lost, damaged, never_came };

/// The name that the visitor wants on the badge. `alias`: none; the desk protects the person, so no order has it.
enum class BadgeName { full, given_only, alias };

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
    std::string station{};  ///< the other kiosk that ordered it and alone prints it; empty: this one

    [[nodiscard]] bool is_ours() const { return station.empty(); }
};

/// Used instead of a printer's name for a pre-printed badge, which waits at the desk.
inline constexpr std::string_view before_the_day = "before the day";

/// An update on one order from the spooler.
struct OrderReport {
    OrderId order;
    OrderState state = OrderState::ordered;
    PrinterFault fault = PrinterFault::none;
    std::string printer;
    int job = 0;
    std::string detail;  ///< for staff and log: the raw reasons or the printer's message
};

/// A badge that staff must check: it did not come out, or it is unknown whether it did.
struct TroubledBadge {
    OrderId order;
    std::string name;  ///< as shown to staff: the alias for a protected person
    std::string printer;
    UtcTime at{};
    bool is_in_doubt = false;
    PrinterFault fault = PrinterFault::none;
    friend bool operator==(const TroubledBadge&, const TroubledBadge&) = default;
};

/// Labels left on a roll, by our own count: printers report a roll's end late or never.
struct LabelRoll {
    std::string printer;
    int size = 0;
    int left = 0;
    friend bool operator==(const LabelRoll&, const LabelRoll&) = default;
};
/// True when at most a tenth of the roll is left: time to fetch the next one.
bool is_low(const LabelRoll& roll);

/// The limit on reprints per person; more would probably be badges for other people. Badges with a corrected name do not count.
inline constexpr std::ptrdiff_t max_reprints = 2;
std::ptrdiff_t reprints_in(std::span<const BadgeOrder> orders);
/// True when every badge of a person may have come out, so that another one would be a second badge and needs a reason.
bool would_be_second(std::span<const BadgeOrder> orders);

/// True when the order's state will not change again without staff.
bool is_final(OrderState state);
/// True for faults that stop printing (labels_low does not).
bool stops_printing(PrinterFault fault);

std::string_view to_string(OrderState state);
std::string_view to_string(BadgeReason reason);
std::string_view to_string(ReprintReason why);
std::string_view to_string(BadgeName name);
std::string_view to_string(PrinterFault fault);

}  // namespace entre
