#include "tests/core/visit/visitor_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("a normal visit: scan, yes, badge", "[visit]") {
    Walk walk;
    scan(walk, "KOD1");
    REQUIRE(walk.news<LookUp>());
    CHECK(walk.news<LookUp>()->payload == "KOD1");
    walk.take(LookUpDone{walk.state.last_request, {Verdict::admitted, {}}, asa(), noon});
    walk.take(Confirmed{noon + 2s});
    REQUIRE(walk.news<RecordCheckIn>());
    CHECK(walk.news<RecordCheckIn>()->person == asa().id);
    CHECK_FALSE(walk.news<PlaySound>());  // success is not shown before it is on disk
    walk.take(CheckInRecorded{walk.state.last_request, Verdict::admitted, {}, asa(), {"o"}, BadgeName::full, noon + 2s});
    REQUIRE(walk.news<PrintBadge>());
    CHECK(walk.news<PrintBadge>()->order.value == "o");
    CHECK(walk.news<PlaySound>()->sound == Sound::in);
    walk.take(report("o", OrderState::printed, PrinterFault::none, 4s));
    walk.take(Tick{noon + 20s});
    CHECK(walk.screens == std::vector<std::string>{"looking_up", "confirm", "recording", "printing", "done", "welcome"});
}

TEST_CASE("the same code within three seconds is one scan, also when it stays in view", "[visit]") {
    Walk walk;
    scan(walk, "KOD1");
    walk.take(LookUpDone{walk.state.last_request, {Verdict::unknown, {}}, {}, noon});
    REQUIRE(walk.screen() == "trouble");
    const auto requests = walk.state.last_request;
    for (int i = 1; i < 200; ++i) scan(walk, "KOD1", i * 100ms);
    CHECK(walk.state.last_request == requests);
    walk.take(Cancelled{noon + 20s});
    scan(walk, "KOD1", 20s + 500ms);
    CHECK(walk.screen() == "welcome");  // still in view
    scan(walk, "KOD1", 23s + 400ms);
    CHECK(walk.screen() == "welcome");  // 2.9 s since it was last seen
    scan(walk, "KOD1", 26s + 400ms);
    CHECK(walk.screen() == "looking_up");  // out of view for three seconds
}

TEST_CASE("an event with an earlier time neither closes a screen nor turns the clock back", "[visit][DUR-8]") {
    Walk walk;
    to_confirm(walk, asa());
    walk.take(Tick{noon - 1h});
    CHECK(walk.screen() == "confirm");
    CHECK(walk.state.now >= noon);
}

TEST_CASE("a rehearsal is ended from every screen, and no other door is", "[visit]") {
    for (const auto& screen : every_screen()) {
        auto state = on_screen(screen);
        CHECK(update(state, RehearsalEnded{noon}).effects.empty());
        state.rules.is_rehearsal = true;
        INFO(name_of(screen));
        CHECK(effect_in<Quit>(update(state, RehearsalEnded{noon})) != nullptr);
    }
}

TEST_CASE("a visitor who pulls the headphones out has left, but what waits for an answer or is staff's stays",
          "[visit][speech]") {
    for (const auto& screen : every_screen()) {
        INFO(name_of(screen));
        auto state = update(on_screen(screen), HeadphonesChanged{true, noon}).state;
        CHECK(state.screen.index() == screen.index());
        state = update(std::move(state), HeadphonesChanged{false, noon}).state;
        CHECK_FALSE(state.devices.has_headphones);
        const bool stays = std::holds_alternative<LookingUp>(screen) || std::holds_alternative<Recording>(screen) ||
                           std::holds_alternative<Printing>(screen) || std::holds_alternative<Staff>(screen) ||
                           std::holds_alternative<StaffPin>(screen) || std::holds_alternative<NewPin>(screen);
        CHECK(screen_of(state) == (stays ? name_of(screen) : "welcome"));
    }
}
