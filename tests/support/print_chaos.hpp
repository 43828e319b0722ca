// Chaos test of everything between a check-in and a badge, with virtual printers that count their pages: the program is killed,
// cupsd is killed and restarted, and printers jam, abort, freeze and vanish. No staff intervenes.
#pragma once

#include <string>

namespace entre::test {

struct ChaosOptions {
    int program_kills = 0;  ///< kill -9
    int cupsd_kills = 0;    ///< kill -9, then a restart
    int cupsd_restarts = 0;
    int faults = 0;  ///< jams, open lids, empty rolls, aborts, frozen and vanished printers
    unsigned seed = 20270520;
    std::string visits;  ///< path of the program entre_visits
};

struct ChaosOutcome {
    int promised = 0;  ///< visitors who saw the green "done" screen
    int pages = 0;
    int printed = 0, failed = 0, in_doubt = 0, waiting = 0;
    int doubled = 0;  ///< badges that came out more than once
    int lost = 0;     ///< broken promises: a visitor without an order, a printed order without a page, or a badge never settled
    std::string trouble;  ///< one line for each of these
};

/// Uses three printers: one by its address, one behind a CUPS queue that is bypassed, and one that needs CUPS's filters. Throws
/// std::runtime_error when the fixture cannot be set up.
ChaosOutcome print_chaos(const ChaosOptions& options);

}  // namespace entre::test
