#include "tests/support/print_chaos.hpp"

#include "tests/support/catch.hpp"

using namespace entre::test;

TEST_CASE("whatever is killed, jams, freezes or vanishes, no badge comes out twice and nobody is left without a word", "[e2e][PRN-3]") {
    ChaosWishes wishes;
    wishes.program_kills = 16;
    wishes.cupsd_kills = 3;
    wishes.cupsd_restarts = 3;
    wishes.faults = 10;
    wishes.visits = ENTRE_VISITS;
    const auto outcome = print_chaos(wishes);
    INFO(outcome.trouble);
    INFO(outcome.promised << " promised, " << outcome.pages << " pages, " << outcome.printed << " printed, " << outcome.failed << " failed, "
                          << outcome.in_doubt << " in doubt, " << outcome.waiting << " waiting");
    CHECK(outcome.doubled == 0);
    CHECK(outcome.lost == 0);
    CHECK(outcome.waiting == 0);
    // A room in which nothing is printed proves nothing.
    CHECK(outcome.promised > 30);
    CHECK(outcome.printed > 20);
}
