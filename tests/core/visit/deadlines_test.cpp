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
    CHECK_FALSE(closes_at(showing(Welcome{})));
    CHECK_FALSE(next_deadline(showing(Welcome{})));
}

TEST_CASE("a name in large type stays for half a minute and warns twenty seconds before it closes", "[visit]") {
    auto state = showing(Confirm{{}, {}, {}, BadgeName::full, start});
    CHECK(closes_at(state) == start + 30s);
    CHECK(next_deadline(state) == start + 30s - warning_time);
    CHECK_FALSE(is_closing_soon(state, state.now));
    state.now = start + 30s - warning_time;
    CHECK(is_closing_soon(state, state.now));
    CHECK(next_deadline(state) == start + 30s);
}

TEST_CASE("the success screen can be read: longer in large text, on demand and while a finger is down", "[visit]") {
    auto state = showing(Done{{}, BadgeName::full, {}, start});
    CHECK(closes_at(state) == start + 12s);
    CHECK_FALSE(is_closing_soon(state, start + 12s));
    state.preferences.is_text_large = true;
    CHECK(closes_at(state) == start + 25s);
    state.preferences.is_text_large = false;

    state = update(std::move(state), TouchChanged{true, start + 11s}).state;
    CHECK(*closes_at(state) > start + 60s);
    state = update(std::move(state), TouchChanged{false, start + 40s}).state;
    CHECK(closes_at(state) == start + 52s);

    state = update(std::move(state), MoreTimeRequested{start + 45s}).state;
    CHECK(closes_at(state) == start + 105s);
    state = update(std::move(state), Scanned{"next", ScanSource::camera, start + 46s}).state;
    CHECK(std::holds_alternative<LookingUp>(state.screen));
}

TEST_CASE("a finger that never leaves holds a screen for a minute at most", "[visit]") {
    auto state = update(showing(Done{{}, BadgeName::full, {}, start}), TouchChanged{true, start + 1s}).state;
    const auto close = closes_at(state);
    REQUIRE(close == start + 61s);
    CHECK(std::holds_alternative<Welcome>(update(std::move(state), Tick{*close}).state.screen));
}

TEST_CASE("every screen of a visitor that gives a message offers more time before it closes", "[visit]") {
    for (const Screen& screen :
         std::vector<Screen>{BadgeTrouble{{}, {}, BadgeName::full, PrinterFault::jam, {}, start}, AlreadyIn{{}, {}, start},
                             Trouble{Advice::unknown, {}, start}, StaffComing{start}, Offer{{}, {}, start}}) {
        const auto state = showing(screen);
        REQUIRE(closes_at(state));
        CHECK(*closes_at(state) - start > warning_time);
        CHECK(is_closing_soon(state, *closes_at(state) - 1s));
    }
}

TEST_CASE("what somebody chose on the welcome screen and left is forgotten after half a minute", "[visit]") {
    auto state = update(showing(Welcome{}), LanguageChosen{1, start}).state;
    state = update(std::move(state), TextSizeToggled{start + 5s}).state;
    CHECK(next_deadline(state) == start + 35s);
    state = update(std::move(state), TouchChanged{false, start + 20s}).state;  // somebody is still here
    state = update(std::move(state), Tick{start + 49s}).state;
    CHECK(state.preferences.is_text_large);
    state = update(std::move(state), Tick{start + 50s}).state;
    CHECK(state.preferences == Preferences{});
    CHECK(std::holds_alternative<Welcome>(state.screen));
    CHECK_FALSE(next_deadline(state));
}

TEST_CASE("a badge in print wakes the loop when it becomes slow", "[visit]") {
    auto state = showing(Printing{{"order"}, {}, BadgeName::full, OrderState::printing, {}, false, start});
    CHECK(next_deadline(state) == start + badge_is_slow_after);
    std::get<Printing>(state.screen).is_slow = true;
    CHECK(next_deadline(state) == closes_at(state));
}

TEST_CASE("a locked PIN wakes the loop when the lock ends", "[visit]") {
    auto state = showing(StaffPin{OpenStaff{}, {}, false, false, 0, start});
    state.pin_locked_until = start + 30s;
    CHECK(next_deadline(state) == start + 30s);
    state.now = start + 31s;
    CHECK(*next_deadline(state) > start + 31s);
}

TEST_CASE("a finger on the glass does not hold a staff page open", "[visit][staff][KIO-2]") {
    auto state = showing(Staff{OverviewPage{}, 0, false, start});
    state.touched_since = start + 150s;
    CHECK(closes_at(state) == start + 3min);
}

TEST_CASE("a visitor with headphones has three times as long, staff have not", "[visit][speech]") {
    auto state = showing(Confirm{{}, {}, {}, BadgeName::full, start});
    state.devices.has_headphones = true;
    CHECK(closes_at(state) == start + 90s);
    state.screen = Staff{OverviewPage{}, 0, false, start};
    CHECK(closes_at(state) == start + 3min);
    state.screen = LookingUp{1, start};
    CHECK(closes_at(state) == start + desk_must_answer_within);
}
