#include "kiosk/ui/sound.hpp"

#include "tests/support/catch.hpp"

using namespace entre;

TEST_CASE("a tone that is played to its end has no problem", "[sound]") { CHECK(sound_problem("fakesink").empty()); }

TEST_CASE("an output that is not there is named", "[sound]") {
    CHECK_FALSE(sound_problem("no-such-sink").empty());
    CHECK_FALSE(sound_problem("filesink location=/no/such/folder/sound").empty());
}
