#include "core/attendance/badge_order.hpp"

#include <algorithm>

namespace entre {

bool would_be_second(std::span<const BadgeOrder> orders) {
    return !orders.empty() && std::none_of(orders.begin(), orders.end(), [](const BadgeOrder& order) {
        return order.state == OrderState::ordered || order.state == OrderState::failed;
    });
}

bool is_final(OrderState state) {
    return state == OrderState::printed || state == OrderState::failed || state == OrderState::in_doubt;
}

std::ptrdiff_t reprints_in(std::span<const BadgeOrder> orders) {
    return std::count_if(orders.begin(), orders.end(),
                         [](const BadgeOrder& order) { return order.reason == BadgeReason::reprint; });
}

bool is_low(const LabelRoll& roll) { return roll.left * 10 <= roll.size; }

bool stops_printing(PrinterFault fault) { return fault != PrinterFault::none && fault != PrinterFault::labels_low; }

std::string_view to_string(OrderState state) {
    switch (state) {
        case OrderState::ordered:
            return "ordered";
        case OrderState::submitted:
            return "submitted";
        case OrderState::printing:
            return "printing";
        case OrderState::printed:
            return "printed";
        case OrderState::failed:
            return "failed";
        case OrderState::in_doubt:
            return "in_doubt";
    }
    return "";
}

std::string_view to_string(BadgeReason reason) {
    switch (reason) {
        case BadgeReason::check_in:
            return "check_in";
        case BadgeReason::reprint:
            return "reprint";
        case BadgeReason::correction:
            return "correction";
    }
    return "";
}

std::string_view to_string(ReprintReason why) {
    switch (why) {
        case ReprintReason::unsaid:
            return "unsaid";
        case ReprintReason::lost:
            return "lost";
        case ReprintReason::damaged:
            return "damaged";
        case ReprintReason::never_came:
            return "never_came";
    }
    return "";
}

std::string_view to_string(BadgeName name) {
    switch (name) {
        case BadgeName::full:
            return "full";
        case BadgeName::given_only:
            return "given_only";
        case BadgeName::alias:
            return "alias";
    }
    return "";
}

std::string_view to_string(PrinterFault fault) {
    switch (fault) {
        case PrinterFault::none:
            return "none";
        case PrinterFault::labels_low:
            return "labels_low";
        case PrinterFault::out_of_labels:
            return "out_of_labels";
        case PrinterFault::jam:
            return "jam";
        case PrinterFault::cover_open:
            return "cover_open";
        case PrinterFault::supply_empty:
            return "supply_empty";
        case PrinterFault::output_full:
            return "output_full";
        case PrinterFault::paused:
            return "paused";
        case PrinterFault::offline:
            return "offline";
        case PrinterFault::missing:
            return "missing";
        case PrinterFault::other:
            return "other";
    }
    return "";
}

}  // namespace entre
