#include "tests/support/print_chaos.hpp"

#include "tests/support/catch.hpp"

using namespace entre::test;

TEST_CASE("kills, jams, freezes and vanished printers never cause a second badge or an unreported loss", "[e2e][PRN-3]") {
    ChaosOptions options;
    options.program_kills = 16;
    options.cupsd_kills = 3;
    options.cupsd_restarts = 3;
    options.faults = 10;
    options.visits = ENTRE_VISITS;
    const auto outcome = print_chaos(options);
    INFO(outcome.trouble);
    INFO(outcome.promised << " promised, " << outcome.pages << " pages, " << outcome.printed << " printed, " << outcome.failed
                          << " failed, " << outcome.in_doubt << " in doubt, " << outcome.waiting << " waiting");
    CHECK(outcome.doubled == 0);
    CHECK(outcome.lost == 0);
    CHECK(outcome.waiting == 0);
    // The test is meaningless if little is printed.
    CHECK(outcome.promised > 30);
    CHECK(outcome.printed > 20);
}
