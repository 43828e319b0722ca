#include "tests/core/visit/visitor_fixture.hpp"

using namespace entre;
using namespace entre::test;

namespace {

void type_pin(Walk& walk, const std::string& digits) {
    for (const char digit : digits) walk.take(Typed{std::string(1, digit), noon});
    walk.take(Confirmed{noon});
}

NewPinNote note_of(const Walk& walk) { return std::get<NewPin>(walk.state.screen).note; }

Walk choosing() {
    Walk walk;
    walk.state = on_screen(NewPin{});
    return walk;
}

}  // namespace

TEST_CASE("a new PIN is typed twice, saved, and the door opened anew with it", "[visit][pin]") {
    auto walk = choosing();
    type_pin(walk, "204817");
    CHECK(note_of(walk) == NewPinNote::again);
    CHECK_FALSE(walk.news<SavePin>());
    type_pin(walk, "204817");
    REQUIRE(walk.news<SavePin>());
    CHECK(walk.news<SavePin>()->pin == "204817");
    const auto request = walk.news<SavePin>()->request;
    walk.take(PinSaved{request + 1, true, noon});
    CHECK_FALSE(walk.news<Restart>());
    walk.take(PinSaved{request, true, noon});
    CHECK(walk.news<Restart>());
}

TEST_CASE("a new PIN that differs the second time, is too simple or cannot be saved is asked for again", "[visit][pin]") {
    auto walk = choosing();
    type_pin(walk, "20481");  // too short
    CHECK(note_of(walk) == NewPinNote::none);
    walk.take(Typed{"7", noon}).take(Confirmed{noon});
    type_pin(walk, "204818");
    CHECK(note_of(walk) == NewPinNote::differs);
    type_pin(walk, "123456");
    CHECK(note_of(walk) == NewPinNote::too_simple);
    type_pin(walk, "204817");
    walk.take(Cancelled{noon});
    CHECK(note_of(walk) == NewPinNote::none);
    type_pin(walk, "204817");
    type_pin(walk, "204817");
    walk.take(PinSaved{walk.state.last_request, false, noon});
    CHECK(note_of(walk) == NewPinNote::failed);
}

TEST_CASE("while there is no PIN no ticket opens anything, and the program can be left", "[visit][pin]") {
    auto walk = choosing();
    scan(walk, "KOD1");
    walk.take(StaffDoorOpened{noon}).take(SearchStarted{noon}).take(Tick{noon + 1h});
    CHECK(walk.screen() == "new_pin");
    CHECK(walk.take(QuitRequested{noon}).news<Quit>());
}
