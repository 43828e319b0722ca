// Everything that can go wrong between a check-in and a badge, over and over, with real printers that count their pages: the
// program is killed, cupsd is killed and restarted, printers jam, abort, freeze and vanish. Nobody taps anything.
#pragma once

#include <string>

namespace entre::test {

struct ChaosOptions {
    int program_kills = 0;   ///< kill -9
    int cupsd_kills = 0;     ///< kill -9, and started again
    int cupsd_restarts = 0;
    int faults = 0;          ///< jams, open lids, empty rolls, aborts, frozen and vanished printers
    unsigned seed = 20270520;
    std::string visits;      ///< the program entre_visits
};

struct ChaosOutcome {
    int promised = 0;  ///< visitors who saw the green screen
    int pages = 0;
    int printed = 0, failed = 0, in_doubt = 0, waiting = 0;
    int doubled = 0;   ///< badges that were sent twice and came out twice
    int lost = 0;      ///< visitors with neither a badge nor a state that says so
    std::string trouble;  ///< the first of each, for a person
};

/// Three printers: one by its address, one behind a queue that pages go past, and one that takes only what CUPS's filters make. Throws std::runtime_error when the room cannot be set up.
ChaosOutcome print_chaos(const ChaosOptions& options);

}  // namespace entre::test
