#include "print/printer/outcome.hpp"

namespace entre {

PrinterFault fault_of(const Error& error) {
    if (error.code == ErrorCode::printer_missing) return PrinterFault::missing;
    if (error.code == ErrorCode::printer_offline) return PrinterFault::offline;
    return PrinterFault::other;
}

PrintOutcome outcome_of(const Result<PrintedPage>& result) {
    if (result) return {OrderState::printed, PrinterFault::none, false};
    const ErrorCode code = result.error().code;
    // As printer.hpp promises: with these nothing was printed and nothing will be.
    const bool is_certain = code == ErrorCode::printer_missing || code == ErrorCode::printer_offline ||
                            code == ErrorCode::printer_refused || code == ErrorCode::printer_timed_out;
    return {code == ErrorCode::print_in_doubt ? OrderState::in_doubt : OrderState::failed, fault_of(result.error()), is_certain};
}

}  // namespace entre
