#include "core/base/text.hpp"
#include "tests/core/visit/visitor_fixture.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("a visitor can correct a spelling, but not become another person, not even in small steps", "[visit]") {
    Walk walk;
    to_confirm(walk, person("KOD1", "Cecila", "Persson"));
    const auto type = [&](const std::string& text) {
        for (const auto& letter : graphemes(text)) walk.take(Typed{letter, noon + 2s});
    };
    const auto erase = [&](int count) {
        for (int i = 0; i < count; ++i) walk.take(Erased{noon + 2s});
    };
    walk.take(CorrectionStarted{noon + 1s});
    erase(1);
    type("ia");
    walk.take(Confirmed{noon + 3s});
    REQUIRE(walk.screen() == "confirm");
    CHECK(std::get<Confirm>(walk.state.screen).who.given == "Cecilia");
    for (const auto* step : {"Cecixyz", "Cewxyz", "Vwxyz"}) {
        walk.take(CorrectionStarted{noon + 4s});
        erase(20);
        type(step);
        walk.take(Confirmed{noon + 5s});
        if (walk.screen() == "correcting") {
            CHECK(std::get<Correcting>(walk.state.screen).is_refused);
            walk.take(Cancelled{noon + 5s});
        }
    }
    CHECK(std::get<Confirm>(walk.state.screen).who.given.starts_with("Cec"));
    walk.take(Confirmed{noon + 6s});
    CHECK(walk.news<RecordCheckIn>()->given->starts_with("Cec"));
}

TEST_CASE("a protected person cannot correct a name", "[visit][protected]") {
    Walk walk;
    auto who = asa();
    who.is_protected = true;
    to_confirm(walk, who);
    walk.take(CorrectionStarted{noon});
    CHECK(walk.screen() == "confirm");
}

TEST_CASE("a visitor who asks for it is shown without a name from then on", "[visit][protected][PRV-6]") {
    Walk walk;
    to_confirm(walk, asa());
    walk.take(NameShownChosen{BadgeName::alias, noon});
    const auto shown = who_is_shown(std::get<Confirm>(walk.state.screen));
    CHECK(display_name(shown) == "Deltagare");
    walk.take(CorrectionStarted{noon});
    CHECK(walk.screen() == "confirm");
    SECTION("and may take it back") {
        walk.take(NameShownChosen{BadgeName::full, noon});
        CHECK(display_name(who_is_shown(std::get<Confirm>(walk.state.screen))) == "Åsa Öström");
    }
    SECTION("and checks in") {
        walk.take(Confirmed{noon + 1s});
        REQUIRE(walk.news<RecordCheckIn>());
        CHECK(walk.news<RecordCheckIn>()->name_shown == BadgeName::alias);
        CHECK(display_name(std::get<Recording>(walk.state.screen).who) == "Deltagare");
    }
}
