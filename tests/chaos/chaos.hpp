// Harnesses that break things on purpose and count what was lost. Each prints one line: tried, held, broke.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>

#include "core/seminar/seminar.hpp"

namespace entre::chaos {

/// How many rounds, and the seed of the random choices. A round number and seed reproduce a finding.
struct Rounds {
    std::size_t count = 0;
    std::uint64_t seed = 1;
};

/// What became of the rounds. `broke` holds one line for each round that lost or doubled something.
struct Tally {
    std::size_t tried = 0;
    std::size_t held = 0;
    std::set<std::string> broke;

    void add(const std::string& problem) {
        ++tried;
        if (problem.empty())
            ++held;
        else
            broke.insert(problem);
    }
};

Tally damage(Rounds rounds);
Tally power(Rounds rounds);
/// The control of `power`: the same cuts with synchronous=NORMAL, which must lose something.
Tally power_without_sync(Rounds rounds);
Tally syscalls(Rounds rounds);
Tally allocations(Rounds rounds);
Tally clocks(Rounds rounds);
/// The process that records visits is killed (SIGKILL).
Tally kill(Rounds rounds);
/// `entre import`, `entre purge` and `entre badge --pending` with failing system calls and allocations, and killed.
Tally import_faults(Rounds rounds);
Tally purge_faults(Rounds rounds);
Tally print_faults(Rounds rounds);

/// Several kiosks at one door that cannot always reach each other.
Tally kiosks(Rounds rounds);

/// How a list differs from the first one: one of its 60 people has a title, and one is missing.
struct ListChange {
    int titled = -1, missing = -1;
    std::string title{};
};
void write_list(const SeminarFolder& folder, const ListChange& change);

/// A seminar of 60 people in `folder`, imported; 40 of them on the list "registrations.csv".
Seminar make_seminar(const SeminarFolder& folder);

/// Records check-ins, walk-ins, corrections and check-outs of persons `from` to `to`; writes a line to `acknowledged` after each
/// answer. Stops at the first failure. False if there was one.
bool record_visits(const SeminarFolder& folder, const Seminar& seminar, int from, int to,
                   const std::filesystem::path& acknowledged);

/// What is wrong with the folder after it was damaged: opens it, repairs it if that is asked for, and compares it with what was
/// acknowledged. Empty when nothing is. Runs in a process of its own, so that a crash is a finding, too.
std::string lost_after(const SeminarFolder& folder, const Seminar& seminar, const std::filesystem::path& acknowledged,
                       bool may_need_repair);

/// Runs `work` in a child process; its exit status, or 128 + the signal that ended it.
int in_child(const std::function<int()>& work);

}  // namespace entre::chaos
