// The window of the real program, on a virtual display.
#include "kiosk/ui/window.hpp"

#include <cstdlib>

#include "core/base/clock.hpp"
#include "tests/e2e/door.hpp"
#include "tests/support/catch.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

TEST_CASE("who wakes the window while it draws a frame is heard at once", "[e2e][setup]") {
    const Display display("640x480");
    ::setenv("DISPLAY", display.name().c_str(), 1);
    auto window = open_window({SizePx{320, 200}, "test"});
    REQUIRE(window);
    const auto frame = [&] {
        (*window)->begin_frame();
        (*window)->end_frame();
    };
    for (int i = 0; i < 10; ++i) frame();  // what a new window has to tell
    (*window)->wake();
    frame();  // takes the display server's events, the wake among them
    const auto before = Clock::now();
    (*window)->wait(30s);
    CHECK(Clock::now() - before < 15s);
    // And it sleeps again: nothing is left over.
    frame();
    (*window)->wait(0ms);
    const auto asleep = Clock::now();
    (*window)->wait(300ms);
    CHECK(Clock::now() - asleep > 100ms);
}
