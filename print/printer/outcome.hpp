// What the result of Printer::print or Printer::resume means for the badge order.
#pragma once

#include "core/attendance/badge_order.hpp"
#include "core/base/error.hpp"
#include "print/printer/printer.hpp"

namespace entre {

struct PrintOutcome {
    OrderState state = OrderState::failed;  ///< printed, in_doubt or failed
    PrinterFault fault = PrinterFault::none;
    /// Nothing is on paper and nothing will be: another printer may take the order without a second badge. Only of `failed`.
    bool may_try_elsewhere = false;
};

/// An error is final unless Printer guarantees that nothing was printed: otherwise the page may have come out.
PrintOutcome outcome_of(const Result<PrintedPage>& result);

/// The fault to display for an error of Printer.
PrinterFault fault_of(const Error& error);

}  // namespace entre
