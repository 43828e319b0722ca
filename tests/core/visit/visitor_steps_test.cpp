#include "tests/core/visit/staff_fixture.hpp"
#include "tests/core/visit/visitor_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("an unknown visitor to a full seminar is told that it is full", "[staff][full]") {
    for (const bool is_full : {false, true}) {
        Walk walk;
        walk.take(LiveViewChanged{door_of({asa()}, {asa().id}, is_full ? 1 : 2), {}, {}, at})
            .take(Scanned{"who", ScanSource::camera, at});
        walk.take(LookUpDone{1, {Verdict::unknown, {}}, {}, at});
        CHECK(std::get<Trouble>(walk.state.screen).advice == (is_full ? Advice::full : Advice::unknown));
    }
}

TEST_CASE("a different code is a new scan at once", "[visit]") {
    Walk walk;
    scan(walk, "KOD1");
    walk.take(LookUpDone{walk.state.last_request, {Verdict::unknown, {}}, {}, noon});
    scan(walk, "KOD2", 100ms);
    CHECK(walk.screen() == "looking_up");
    CHECK(walk.news<LookUp>()->payload == "KOD2");
}

TEST_CASE("visitor screens ignore print, quit and staff requests", "[visit][pin]") {
    for (const auto& screen : every_screen()) {
        if (std::holds_alternative<Staff>(screen) || std::holds_alternative<NewPin>(screen)) continue;
        for (const Event& event : std::vector<Event>{QuitRequested{noon + 1s}, PendingPrintRequested{noon + 1s}})
            CHECK(update(on_screen(screen), event).effects.empty());
    }
}

TEST_CASE("language and display preferences are reset when the visitor leaves", "[visit]") {
    Walk walk;
    walk.take(LanguageChosen{1, noon}).take(TextSizeToggled{noon}).take(ContrastToggled{noon});
    CHECK(walk.state.preferences == Preferences{1, true, true});
    walk.take(LanguageChosen{99, noon});
    CHECK(walk.state.preferences.language == 1);
    to_printing(walk, asa(), "o");
    CHECK(walk.state.preferences.is_text_large);
    scan(walk, "KOD2", 5s);  // the next visitor
    CHECK(walk.state.preferences == Preferences{});
    walk.take(LanguageChosen{1, noon + 5s});
    walk.take(LookUpDone{walk.state.last_request, {Verdict::unknown, {}}, {}, noon + 5s});
    walk.take(Tick{noon + 1h});
    CHECK(walk.screen() == "welcome");
    CHECK(walk.state.preferences == Preferences{});
}

TEST_CASE("on a screen that is mounted high each visitor begins with everything low, and may have it otherwise", "[visit]") {
    Walk walk;
    walk.state.rules.begins_low = true;
    walk.state.preferences.is_low = true;
    walk.take(ReachToggled{noon});
    CHECK_FALSE(walk.state.preferences.is_low);
    to_printing(walk, asa(), "o");
    CHECK_FALSE(walk.state.preferences.is_low);
    scan(walk, "KOD2", 5s);  // the next visitor
    CHECK(walk.state.preferences.is_low);
}

TEST_CASE("a visitor is warned before a long screen closes, and can ask for more time", "[visit]") {
    Walk walk;
    to_confirm(walk, asa());
    CHECK_FALSE(is_closing_soon(walk.state, walk.state.now));
    const auto warning = next_deadline(walk.state);
    REQUIRE(warning);
    walk.take(Tick{*warning});
    CHECK(is_closing_soon(walk.state, walk.state.now));
    walk.take(MoreTimeRequested{*warning + 5s});
    CHECK_FALSE(is_closing_soon(walk.state, walk.state.now));
    CHECK(closes_at(walk.state) == *warning + 35s);
}
