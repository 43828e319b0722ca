// entre_chaos [HARNESS [ROUNDS [SEED]]]: breaks things on purpose. Without arguments it lists the harnesses.
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "core/base/log.hpp"
#include "tests/chaos/chaos.hpp"

namespace {

using namespace entre;
using namespace entre::chaos;

struct Harness {
    std::string_view name;
    Tally (*run)(Rounds);
    std::size_t rounds;  ///< of the full run
    bool must_break = false;
};

constexpr Harness harnesses[] = {
    {"damage", damage, 500},
    {"power", power, 10'000},
    {"power-without-sync", power_without_sync, 2'000, true},
    {"syscalls", syscalls, 1'800},
    {"allocations", allocations, 2'000},
    {"clocks", clocks, 1'000},
    {"kill", kill, 1'000},
    {"import", import_faults, 1'200},
    {"purge", purge_faults, 1'200},
    {"print", print_faults, 800},
    {"kiosks", kiosks, 1'000},
};

int run(const Harness& harness, Rounds rounds) {
    const auto tally = harness.run(rounds);
    std::puts(fmt::format("{}: tried {}, held {}, broke {}", harness.name, tally.tried, tally.held, tally.broke.size()).c_str());
    for (const auto& line : tally.broke)
        if (!harness.must_break) std::puts(("  " + line).c_str());
    return tally.broke.empty() != harness.must_break ? 0 : 1;
}

/// The process in which a system call or an allocation fails; see faults.cpp.
int run_child(const std::filesystem::path& folder, const std::filesystem::path& acknowledged) {
    const SeminarFolder seminar_folder{folder};
    Seminar seminar;
    seminar.starts = *from_rfc3339("2027-05-20T09:00:00+02:00");
    seminar.ends = *from_rfc3339("2027-05-20T12:30:00+02:00");
    seminar.registrations.files = {"registrations.csv"};
    return record_visits(seminar_folder, seminar, 0, 20, acknowledged) ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
    keep_log_quiet();
    const std::string_view wanted = count > 1 ? arguments[1] : "";
    if (wanted == "child" && count == 4) return run_child(arguments[2], arguments[3]);
    for (const auto& harness : harnesses) {
        if (wanted != harness.name) continue;
        const auto rounds = count > 2 ? std::strtoull(arguments[2], nullptr, 10) : harness.rounds;
        return run(harness, {rounds, count > 3 ? std::strtoull(arguments[3], nullptr, 10) : 1});
    }
    for (const auto& harness : harnesses) std::puts(fmt::format("{} ({} rounds)", harness.name, harness.rounds).c_str());
    return 2;
}
