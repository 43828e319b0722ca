// The first steps of a visit, which most tests start with.
#pragma once

#include "tests/core/visit/visit_fixture.hpp"

namespace entre::test {

inline Walk& scan(Walk& walk, std::string code, Clock::duration after = 0s) {
    return walk.take(Scanned{std::move(code), ScanSource::camera, noon + after});
}

/// From the welcome screen to the question, with the ticket of `who`.
inline void to_confirm(Walk& walk, const Registration& who, Clock::duration after = 0s) {
    scan(walk, who.ticket_code, after);
    walk.take(LookUpDone{walk.state.last_request, {Verdict::admitted, {}}, who, noon + after});
    REQUIRE(walk.screen() == "confirm");
}

inline void to_printing(Walk& walk, const Registration& who, const std::string& order, Clock::duration after = 0s) {
    to_confirm(walk, who, after);
    walk.take(Confirmed{noon + after + 1s});
    walk.take(CheckInRecorded{walk.state.last_request, Verdict::admitted, {}, who, {order}, BadgeName::full, noon + after + 1s});
    REQUIRE(walk.screen() == "printing");
}

inline PrintReport report(const std::string& order, OrderState state, PrinterFault fault, Clock::duration after) {
    return {{{order}, state, fault, "Höger", 1, {}}, noon + after};
}

inline void pin(Walk& walk, bool is_right, Clock::duration after) {
    for (const char digit : std::string("204817")) walk.take(Typed{std::string(1, digit), noon + after});
    walk.take(Confirmed{noon + after});
    if (const auto* check = walk.news<CheckPin>()) {
        CHECK(check->pin == "204817");
        walk.take(PinChecked{check->request, is_right, noon + after});
    }
}

}  // namespace entre::test
