#include "kiosk/speech/headphones.hpp"

#include <atomic>

#include "tests/support/catch.hpp"
#include "tests/support/eventually.hpp"
#include "tests/support/fake_jack/fake_jack.hpp"

using namespace entre;
using namespace entre::test;

TEST_CASE("headphones are heard of when they are plugged in and pulled out, a hundred times", "[speech]") {
    const FakeJack jack;
    std::atomic<int> plugged = 0, pulled = 0;
    const Headphones headphones([&](bool are_in) { ++(are_in ? plugged : pulled); }, "fake_jack");
    for (int i = 1; i <= 100; ++i) {
        jack.set(true);
        REQUIRE(eventually([&] { return plugged == i; }));
        jack.set(false);
        REQUIRE(eventually([&] { return pulled == i; }));
    }
}

TEST_CASE("headphones that are in already are told at the start, and a card without a jack is left alone", "[speech]") {
    const FakeJack jack;
    jack.set(true);
    std::atomic<int> plugged = 0;
    {
        const Headphones headphones([&](bool are_in) { plugged += are_in ? 1 : 0; }, "fake_jack");
        CHECK(eventually([&] { return plugged == 1; }));
    }
    const Headphones nobody([&](bool) { ++plugged; }, "no_such_card");
    CHECK(plugged == 1);
}
