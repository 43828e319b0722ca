// Failing system calls and allocations, in a process of its own for each fault; and clocks that jump.
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <random>

#include "core/services/check_in_desk.hpp"
#include "core/services/staff_desk.hpp"
#include "core/store/ledger.hpp"
#include "tests/chaos/chaos.hpp"
#include "tests/support/scratch_folder.hpp"

namespace entre::chaos {

namespace {

namespace fs = std::filesystem;

struct Environment {
    std::string name, value;
};

/// Runs `entre_chaos child FOLDER ACKNOWLEDGED` with the fault, and then says what was lost.
std::string with_fault(const SeminarFolder& prepared, const Seminar& seminar, const std::vector<Environment>& fault) {
    const test::ScratchFolder scratch;
    const SeminarFolder folder{scratch / "seminar"};
    const auto acknowledged = scratch / "acknowledged";
    fs::copy(prepared.path, folder.path, fs::copy_options::recursive);
    test::write_file(acknowledged, "");
    const pid_t child = ::fork();
    if (child == 0) {
        ::setenv("LD_PRELOAD", ENTRE_FAIL_NTH, 1);
        ::setenv("ENTRE_FAIL_BELOW", folder.path.c_str(), 1);
        for (const auto& [name, value] : fault) ::setenv(name.c_str(), value.c_str(), 1);
        if (std::freopen("/dev/null", "w", stderr) == nullptr) ::_exit(98);
        ::execl("/proc/self/exe", "entre_chaos", "child", folder.path.c_str(), acknowledged.c_str(), nullptr);
        ::_exit(97);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return lost_after(folder, seminar, acknowledged, true);
}

}  // namespace

Tally syscalls(Rounds rounds) {
    const test::ScratchFolder scratch;
    const SeminarFolder prepared{scratch.path()};
    const auto seminar = make_seminar(prepared);
    constexpr std::array errors{EIO, ENOSPC, EROFS};
    Tally tally;
    for (std::size_t i = 0; i < rounds.count; ++i) {
        const auto call = i / 6 + 1, error = i % 3, always = i / 3 % 2;
        const auto problem = with_fault(prepared, seminar,
                                        {{"ENTRE_FAIL_AT", std::to_string(call)},
                                         {"ENTRE_FAIL_ERRNO", std::to_string(errors[error])},
                                         {"ENTRE_FAIL_ALWAYS", std::to_string(always)}});
        tally.add(problem.empty() ? problem
                                  : fmt::format("call {}, error {}{}: {}", call, errors[error],
                                                always == 1 ? ", from then on" : "", problem));
    }
    return tally;
}

Tally allocations(Rounds rounds) {
    const test::ScratchFolder scratch;
    const SeminarFolder prepared{scratch.path()};
    const auto seminar = make_seminar(prepared);
    std::mt19937_64 random(rounds.seed);
    Tally tally;
    for (std::size_t i = 0; i < rounds.count; ++i) {
        const auto number = random() % 20'000 + 1;
        const auto problem = with_fault(prepared, seminar, {{"ENTRE_FAIL_ALLOC_AT", std::to_string(number)}});
        tally.add(problem.empty() ? problem : fmt::format("allocation {}: {}", number, problem));
    }
    return tally;
}

Tally clocks(Rounds rounds) {
    Tally tally;
    std::mt19937_64 random(rounds.seed);
    const test::ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    const auto seminar = make_seminar(folder);
    auto database = Database::open(folder, Access::write, "chaos");
    if (!database) throw std::runtime_error(database.error().detail);
    CheckInDesk desk(*database, seminar);
    StaffDesk staff(*database, seminar);
    const auto person = desk.look_up("code-0001", utc_now())->who->id;
    bool is_inside = false;
    for (std::size_t i = 0; i < rounds.count; ++i) {
        constexpr std::array<std::int64_t, 5> jumps{-3'600'000, 3'600'000, -86'400'000, 1, 0};
        const auto jump = jumps[random() % jumps.size()];
        const UtcTime now = random() % 20 == 0 ? UtcTime{} : utc_now() + std::chrono::milliseconds{jump};
        const auto answer = is_inside ? staff.act(CheckOut{person}, now) : staff.act(CheckIn{person}, now);
        is_inside = !is_inside;
        const auto inside = database->guard([&]() -> Result<bool> { return Ledger(*database).inside_since(person).has_value(); });
        const bool is_right = answer && answer->verdict == StaffVerdict::done && inside && *inside == is_inside;
        tally.add(is_right ? "" : fmt::format("jump {} in round {}", jump, i));
    }
    return tally;
}

}  // namespace entre::chaos
