// Kills the process that records visits, at a random moment from before the database is open until after the last visit.
#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <random>

#include "core/base/log.hpp"
#include "tests/chaos/chaos.hpp"
#include "tests/support/scratch_folder.hpp"

namespace entre::chaos {

namespace {

namespace fs = std::filesystem;
using std::chrono::microseconds;

constexpr int visits = 60;

/// A copy of the imported seminar, and a file for what is acknowledged.
struct Place {
    test::ScratchFolder scratch;
    SeminarFolder folder{scratch / "seminar"};
    fs::path acknowledged = scratch / "acknowledged";

    explicit Place(const SeminarFolder& prepared) {
        fs::copy(prepared.path, folder.path, fs::copy_options::recursive);
        test::write_file(acknowledged, "");
    }
};

pid_t start_visits(const Place& place, const Seminar& seminar) {
    const pid_t child = ::fork();
    if (child != 0) return child;
    keep_log_quiet();
    ::_exit(record_visits(place.folder, seminar, 0, visits, place.acknowledged) ? 0 : 1);
}

microseconds time_of_all(const SeminarFolder& prepared, const Seminar& seminar) {
    const Place place(prepared);
    const auto began = std::chrono::steady_clock::now();
    int status = 0;
    ::waitpid(start_visits(place, seminar), &status, 0);
    if (status != 0) throw std::runtime_error("the visits fail without a kill");
    return std::chrono::duration_cast<microseconds>(std::chrono::steady_clock::now() - began);
}

}  // namespace

Tally kill(Rounds rounds) {
    const test::ScratchFolder scratch;
    const SeminarFolder prepared{scratch.path()};
    const auto seminar = make_seminar(prepared);
    auto whole = time_of_all(prepared, seminar);
    Tally tally;
    std::mt19937_64 random(rounds.seed);
    for (std::size_t i = 0; i < rounds.count; ++i) {
        const Place place(prepared);
        const auto delay = std::uniform_int_distribution<std::int64_t>(0, whole.count())(random);
        const pid_t child = start_visits(place, seminar);
        ::usleep(static_cast<useconds_t>(delay));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        // On a machine that is busy at times the range has to follow: a third of the kills coming too late is enough.
        whole = WIFEXITED(status) ? std::max(microseconds{1000}, whole * 15 / 16) : whole * 33 / 32;
        if (WIFEXITED(status) && WEXITSTATUS(status) != 0) {
            tally.add(fmt::format("round {}: the visits failed before the kill", i));
            continue;
        }
        const auto problem = lost_after(place.folder, seminar, place.acknowledged, false);
        tally.add(problem.empty() ? problem : fmt::format("round {}, killed after {} us: {}", i, delay, problem));
    }
    return tally;
}

}  // namespace entre::chaos
