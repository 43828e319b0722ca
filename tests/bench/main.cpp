// entre_bench RESULTS.tsv [NAME]…: visits[=NUMBER], durable, frozen_printer, badges, paper, faults, import, workbook, search,
// idle, rest, decoder, staff_list, start, forecast, plan, speech, live_load, live_view, print_chaos[=K,C,R,F], frames[=NUMBER],
// scan=FOLDER[,pictures]. Without a name: all of them except scan, which needs a folder.
#include <sodium.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <functional>
#include <string>
#include <vector>

#include "core/base/log.hpp"
#include "tests/bench/measures.hpp"

namespace {

entre::bench::Figures measure_folders(const std::vector<std::string>& folders) {
    entre::bench::Figures all;
    for (const auto& folder : folders) {
        const auto figures = entre::bench::measure_scan(folder);
        all.insert(all.end(), figures.begin(), figures.end());
    }
    return all;
}

}  // namespace

int main(int count, char** arguments) {
    using namespace entre::bench;
    if (count < 2 || sodium_init() < 0) return 2;
    entre::keep_log_quiet();
    int visits = 500;
    int sequences = 200;
    std::string chaos;
    std::vector<std::string> folders;
    const std::vector<std::pair<std::string, std::function<Figures()>>> measures = {
        {"durable", measure_durable},
        {"import", measure_import},
        {"workbook", measure_workbook},
        {"search", measure_search},
        {"start", measure_start},
        {"visits", [&visits] { return measure_visits(visits); }},
        {"frozen_printer", [] { return measure_frozen_printer(200); }},
        {"badges", measure_badges},
        {"paper", measure_paper},
        {"faults", measure_faults},
        {"idle", measure_idle},
        {"rest", measure_rest},
        {"decoder", measure_decoder},
        {"staff_list", measure_staff_list},
        {"forecast", measure_forecast},
        {"plan", measure_plan},
        {"speech", measure_speech},
        {"live_load", measure_live_load},
        {"live_view", measure_live_view},
        {"print_chaos", [&chaos] { return measure_print_chaos(chaos); }},
        {"frames", [&sequences] { return measure_frame_sequences(sequences); }},
        {"scan", [&folders] { return measure_folders(folders); }}};
    std::vector<std::string> wanted(arguments + 2, arguments + count);
    for (auto& name : wanted)
        if (name.starts_with("visits=")) {
            visits = std::atoi(name.c_str() + 7);
            name = "visits";
        } else if (name.starts_with("print_chaos=")) {
            chaos = name.substr(12);
            name = "print_chaos";
        } else if (name.starts_with("frames=")) {
            sequences = std::atoi(name.c_str() + 7);
            name = "frames";
        } else if (name.starts_with("scan=")) {
            folders.push_back(name.substr(5));
            name = "scan";
        }

    Figures all;
    int status = 0;
    for (const auto& [name, measure] : measures) {
        if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), name) == wanted.end()) continue;
        std::fprintf(stderr, "measuring: %s\n", name.c_str());
        try {
            const Figures figures = measure();
            all.insert(all.end(), figures.begin(), figures.end());
        } catch (const std::exception& e) {
            std::fprintf(stderr, "entre_bench: %s: %s\n", name.c_str(), e.what());
            status = 1;
        }
    }
    print_table(all);
    write_tsv(all, arguments[1]);
    return status;
}
