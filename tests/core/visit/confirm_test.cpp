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
