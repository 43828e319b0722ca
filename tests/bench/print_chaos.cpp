#include "tests/support/print_chaos.hpp"

#include <cstdio>

#include "tests/bench/measures.hpp"

namespace entre::bench {

Figures measure_print_chaos(const std::string& numbers) {
    test::ChaosOptions options{500, 100, 100, 200, 20270520, ENTRE_VISITS};
    if (!numbers.empty() && std::sscanf(numbers.c_str(), "%d,%d,%d,%d,%u", &options.program_kills, &options.cupsd_kills, &options.cupsd_restarts,
                                        &options.faults, &options.seed) < 4)
        throw std::runtime_error("print_chaos=PROGRAM_KILLS,CUPSD_KILLS,CUPSD_RESTARTS,FAULTS[,SEED]");
    const auto outcome = test::print_chaos(options);
    std::fputs(outcome.trouble.c_str(), stderr);
    const auto count = [](const char* name, int value) { return Figure{name, static_cast<double>(value), "", "", 0}; };
    const double promised = outcome.promised;
    return {count("print chaos: kill -9 of the program", options.program_kills),
            count("print chaos: kill -9 of cupsd", options.cupsd_kills),
            count("print chaos: restarts of cupsd", options.cupsd_restarts),
            count("print chaos: faults of printers", options.faults),
            count("visitors who saw green", outcome.promised),
            count("pages that came out", outcome.pages),
            {"badges called printed", static_cast<double>(outcome.printed), "", "visitors who saw green", promised},
            {"badges called failed", static_cast<double>(outcome.failed), "", "visitors who saw green", promised},
            {"badges in doubt", static_cast<double>(outcome.in_doubt), "", "visitors who saw green", promised},
            {"badges that came out twice without a tap", static_cast<double>(outcome.doubled), "", "visitors who saw green", promised, Bar::max_ratio, 0},
            {"visitors with neither a badge nor a word", static_cast<double>(outcome.lost), "", "visitors who saw green", promised, Bar::max_ratio, 0}};
}

}  // namespace entre::bench
