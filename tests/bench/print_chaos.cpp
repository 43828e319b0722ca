#include "tests/support/print_chaos.hpp"

#include <cstdio>

#include "tests/bench/measures.hpp"

namespace entre::bench {

Figures measure_print_chaos(const std::string& numbers) {
    test::ChaosOptions options{500, 100, 100, 200, 20270520, ENTRE_VISITS};
    if (!numbers.empty() && std::sscanf(numbers.c_str(), "%d,%d,%d,%d,%u", &options.program_kills, &options.cupsd_kills,
                                        &options.cupsd_restarts, &options.faults, &options.seed) < 4)
        throw std::runtime_error("print_chaos=PROGRAM_KILLS,CUPSD_KILLS,CUPSD_RESTARTS,FAULTS[,SEED]");
    const auto outcome = test::print_chaos(options);
    std::fputs(outcome.trouble.c_str(), stderr);
    const auto count = [](const char* name, int value) { return Figure{name, static_cast<double>(value), "", "", 0}; };
    const double promised = outcome.promised;
    return {count("print chaos: SIGKILL of the program", options.program_kills),
            count("print chaos: SIGKILL of cupsd", options.cupsd_kills),
            count("print chaos: restarts of cupsd", options.cupsd_restarts),
            count("print chaos: printer faults", options.faults),
            count("visitors who saw the green screen", outcome.promised),
            count("pages that came out", outcome.pages),
            {"badges in state printed", static_cast<double>(outcome.printed), "", "visitors who saw the green screen", promised},
            {"badges in state failed", static_cast<double>(outcome.failed), "", "visitors who saw the green screen", promised},
            {"badges in doubt", static_cast<double>(outcome.in_doubt), "", "visitors who saw the green screen", promised},
            {"badges printed twice without a request", static_cast<double>(outcome.doubled), "",
             "visitors who saw the green screen", promised, Bar::max_ratio, 0},
            {"visitors with neither badge nor report", static_cast<double>(outcome.lost), "", "visitors who saw the green screen",
             promised, Bar::max_ratio, 0}};
}

}  // namespace entre::bench
