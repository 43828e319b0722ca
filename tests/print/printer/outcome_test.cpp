#include "print/printer/outcome.hpp"

#include "tests/support/catch.hpp"

using namespace entre;

TEST_CASE("only an error that promises a blank page lets another printer try", "[outcome]") {
    const auto of = [](ErrorCode code) { return outcome_of(fail(code, "")); };
    for (const auto code :
         {ErrorCode::printer_missing, ErrorCode::printer_offline, ErrorCode::printer_refused, ErrorCode::printer_timed_out}) {
        CHECK(of(code).state == OrderState::failed);
        CHECK(of(code).may_try_elsewhere);
    }
    for (const auto code : {ErrorCode::print_given_up, ErrorCode::print_in_doubt, ErrorCode::stopped, ErrorCode::database_failed})
        CHECK_FALSE(of(code).may_try_elsewhere);
    CHECK(of(ErrorCode::print_in_doubt).state == OrderState::in_doubt);
    CHECK(of(ErrorCode::print_given_up).state == OrderState::failed);
    CHECK(outcome_of(PrintedPage{7}).state == OrderState::printed);
}

TEST_CASE("a printer that is missing or offline is shown as that, and anything else as another fault", "[outcome]") {
    CHECK(outcome_of(fail(ErrorCode::printer_missing, "")).fault == PrinterFault::missing);
    CHECK(outcome_of(fail(ErrorCode::printer_offline, "")).fault == PrinterFault::offline);
    CHECK(outcome_of(fail(ErrorCode::print_in_doubt, "")).fault == PrinterFault::other);
}
