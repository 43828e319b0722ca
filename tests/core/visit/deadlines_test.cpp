#include "core/visit/deadlines.hpp"

#include "core/visit/visit.hpp"
#include "tests/support/catch.hpp"

using namespace entre;
using namespace std::chrono_literals;

namespace {

constexpr Clock::time_point start{1h};

State showing(Screen screen) {
    State state;
    state.screen = std::move(screen);
    state.now = start;
    return state;
}

}  // namespace

TEST_CASE("the welcome screen has no timeout", "[visit]") {
    CHECK_FALSE(closes_at(Welcome{}));
    CHECK_FALSE(next_deadline(showing(Welcome{})));
}

TEST_CASE("a question stays for a minute and warns twenty seconds before it closes", "[visit]") {
    auto state = showing(Confirm{{}, {}, {}, BadgeName::full, start});
    CHECK(closes_at(state.screen) == start + 60s);
    CHECK(next_deadline(state) == start + 60s - warning_time);
    CHECK_FALSE(is_closing_soon(state, state.now));
    state.now = start + 60s - warning_time;
    CHECK(is_closing_soon(state, state.now));
    CHECK(next_deadline(state) == start + 60s);
}

TEST_CASE("the success screen stays at least five seconds and closes without a warning", "[visit]") {
    auto state = showing(Done{{}, BadgeName::full, {}, start});
    REQUIRE(closes_at(state.screen));
    CHECK(*closes_at(state.screen) >= start + 5s);
    state.now = *closes_at(state.screen);
    CHECK_FALSE(is_closing_soon(state, state.now));
}

TEST_CASE("a badge in print wakes the loop when it becomes slow", "[visit]") {
    auto state = showing(Printing{{"order"}, {}, BadgeName::full, OrderState::printing, {}, false, start});
    CHECK(next_deadline(state) == start + badge_is_slow_after);
    std::get<Printing>(state.screen).is_slow = true;
    CHECK(next_deadline(state) == closes_at(state.screen));
}

TEST_CASE("a locked PIN wakes the loop when the lock ends", "[visit]") {
    auto state = showing(StaffPin{OpenStaff{}, {}, false, false, 0, start});
    state.pin_locked_until = start + 30s;
    CHECK(next_deadline(state) == start + 30s);
    state.now = start + 31s;
    CHECK(*next_deadline(state) > start + 31s);
}
