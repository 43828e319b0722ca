// Commands of the real program – import, purge, printing – with a failing system call, a failing allocation or a kill in the
// middle. Each has to end by itself with a plain sentence; nothing acknowledged may be lost; and the same command must work
// afterwards.
#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <random>

#include "core/base/log.hpp"
#include "core/store/roster.hpp"
#include "tests/chaos/chaos.hpp"
#include "tests/support/scratch_folder.hpp"

namespace entre::chaos {

namespace {

namespace fs = std::filesystem;
using std::chrono::microseconds;

constexpr std::string_view settings = R"([seminar]
name = "Tillsammans"
starts = 2027-05-20T09:00:00+02:00
ends = 2027-05-20T12:30:00+02:00
[venue]
name = "Missionskyrkan"
[registrations]
files = ["registrations.csv"]
[[printer]]
name = "Mapp"
queue = "folder:badges"
)";

struct Outcome {
    int status = -1;  ///< minus the signal that ended it
    std::string out, err;
};

using Environment = std::vector<std::pair<std::string, std::string>>;

struct Fault {
    std::string name;
    Environment environment;
    microseconds kill_after{};  ///< 0: not killed
};

struct Place {
    test::ScratchFolder scratch;
    SeminarFolder folder{scratch / "seminar"};
    fs::path acknowledged = scratch / "acknowledged";

    Place() { fs::create_directory(folder.path); }
    explicit Place(const Place& other) {
        fs::copy(other.folder.path, folder.path, fs::copy_options::recursive);
        fs::copy(other.acknowledged, acknowledged);
    }
    Place& operator=(const Place&) = delete;
};

Outcome run(const Place& place, std::vector<std::string> words, const Fault& fault = {}) {
    const char* other = std::getenv("ENTRE");
    const std::string program = other != nullptr ? other : ENTRE_PROGRAM;
    const auto out = place.scratch / "out", err = place.scratch / "err";
    words.insert(words.begin(), program);
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::fflush(nullptr);
    const pid_t child = ::fork();
    if (child == 0) {
        if (!fault.environment.empty()) {
            ::setenv("LD_PRELOAD", ENTRE_FAIL_NTH, 1);
            ::setenv("ENTRE_FAIL_BELOW", place.folder.path.c_str(), 1);
        }
        for (const auto& [name, value] : fault.environment) ::setenv(name.c_str(), value.c_str(), 1);
        ::dup2(::open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600), STDOUT_FILENO);
        ::dup2(::open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600), STDERR_FILENO);
        ::execv(program.c_str(), arguments.data());
        ::_exit(127);
    }
    if (fault.kill_after.count() > 0) {
        ::usleep(static_cast<useconds_t>(fault.kill_after.count()));
        ::kill(child, SIGKILL);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return {WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status), test::read_file(out), test::read_file(err)};
}

struct Command {
    std::vector<std::string> (*words)(const SeminarFolder&);
    /// What is wrong after the command reported success.
    std::string (*unfinished)(const Place& place, const Place& model);
    /// What is wrong although the command need not have succeeded.
    std::string (*half_done)(const Place& place);
    bool keeps_database = true;
    bool draws = false;  ///< fontconfig, Pango and Cairo end a process without memory, so no allocation fails
};

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

/// What is wrong with how the command ended.
std::string bad_end(const Outcome& outcome, const Fault& fault) {
    if (outcome.status == -SIGKILL && fault.kill_after.count() > 0) return {};
    const auto last_line = [&] {
        std::string text = outcome.err;
        while (text.ends_with('\n')) text.pop_back();
        return text.substr(text.rfind('\n') + 1);
    };
    if (outcome.status < 0) return fmt::format("ended by signal {}: {}", -outcome.status, last_line());
    if (outcome.status == 0) return {};
    if (outcome.status > 2) return fmt::format("status {}: {}", outcome.status, last_line());
    if (has(outcome.out, "This does not prove")) return {};
    if (!has(outcome.err, "entre: ") || has(outcome.err, "std::") || has(outcome.err, "terminate called"))
        return fmt::format("no plain sentence: {}", outcome.err);
    return {};
}

/// The answer to `sql` in one number; -1 if the database cannot be read.
std::int64_t number_in(const SeminarFolder& folder, std::string_view sql) {
    auto database = Database::open(folder, Access::read, "chaos");
    if (!database) return -1;
    const auto number = database->guard([&]() -> Result<std::int64_t> {
        auto row = database->statement(sql);
        return row.step() ? row.number(0) : -1;
    });
    return number.value_or(-1);
}

// ------------------------------------------------------------------------------------------------------------------ import

constexpr int changed = 5, added = 5;

void write_newer_list(const SeminarFolder& folder) {
    std::string csv = test::read_file(folder.path / "registrations.csv");
    for (int i = 0; i < changed; ++i) {
        const auto row = csv.find(fmt::format(";code-{:04}\r", 50 + i));
        const auto organisation = csv.rfind("Linköpings kommun", row);
        csv.replace(organisation, std::string_view("Linköpings kommun").size(), "Norrköpings kommun");
    }
    for (int i = 0; i < added; ++i)
        csv += fmt::format("Ny{};Åström;Motala kommun;;Kommun;n{}@example.org;new-{:04}\r\n", i, i, i);
    test::write_file(folder.path / "registrations.csv", csv);
}

std::pair<std::int64_t, std::int64_t> imported(const SeminarFolder& folder) {
    return {number_in(folder, "SELECT count(*) FROM registrations WHERE ticket_code LIKE 'new-%'"),
            number_in(folder, "SELECT count(*) FROM registrations WHERE organisation = 'Norrköpings kommun'")};
}

std::string import_unfinished(const Place& place, const Place&) {
    const auto [people, names] = imported(place.folder);
    return people == added && names == changed ? "" : fmt::format("{} added and {} changed after success", people, names);
}

std::string import_half_done(const Place& place) {
    const auto [people, names] = imported(place.folder);
    if ((people == 0 && names == 0) || (people == added && names == changed)) return {};
    return fmt::format("half an import: {} added, {} changed", people, names);
}

// ------------------------------------------------------------------------------------------------------------------- purge

std::string purge_unfinished(const Place& place, const Place& model) {
    for (const auto& entry : fs::recursive_directory_iterator(place.folder.path)) {
        if (!entry.is_regular_file()) continue;
        const auto text = test::read_file(entry.path());
        if (has(text, "Åström") || has(text, "code-00")) return "names in " + entry.path().filename().string();
    }
    const auto statistics = place.folder.path / "statistics.json";
    if (!fs::exists(statistics)) return "no statistics";
    return test::read_file(statistics) == test::read_file(model.folder.path / "statistics.json") ? "" : "other statistics";
}

// ------------------------------------------------------------------------------------------------------------------- print

bool is_whole_badge(const fs::path& file) {
    return fs::exists(file) && test::read_file(file).starts_with("%PDF") && has(test::read_file(file), "%%EOF");
}

std::string print_half_done(const Place& place) {
    auto database = Database::open(place.folder, Access::read, "chaos");
    if (!database) return "does not open: " + database.error().detail;
    const auto found = database->guard([&]() -> Result<std::string> {
        auto row = database->statement("SELECT id FROM badge_orders WHERE state = 'printed'");
        while (row.step())
            if (!is_whole_badge(place.folder.path / "badges" / (row.text(0) + ".pdf")))
                return "a printed badge has no whole file";
        return std::string{};
    });
    return found ? *found : found.error().detail;
}

std::string print_unfinished(const Place& place, const Place&) {
    const auto waiting = number_in(place.folder, "SELECT count(*) FROM badge_orders WHERE state NOT IN ('printed', 'in_doubt')");
    return waiting == 0 ? print_half_done(place) : fmt::format("{} badges wait after success", waiting);
}

// ------------------------------------------------------------------------------------------------------------------------

/// The number of system calls and of allocations of the command, and its time.
struct Extent {
    long calls = 0, allocations = 0;
    microseconds time{};
};

class Trial {
public:
    Trial(Command command, int visits) : command_(command) {
        test::write_file(before_.folder.settings(), settings);
        seminar_ = make_seminar(before_.folder);
        test::write_file(before_.acknowledged, "");
        const int recorded = in_child([&] {
            keep_log_quiet();
            return record_visits(before_.folder, seminar_, 0, visits, before_.acknowledged) ? 0 : 1;
        });
        if (recorded != 0) throw std::runtime_error("the visits cannot be recorded");
        write_newer_list(before_.folder);
    }

    Tally rounds(Rounds rounds) {
        const Place model(before_);
        const auto extent = measure(model);
        std::mt19937_64 random(rounds.seed);
        Tally tally;
        for (std::size_t i = 0; i < rounds.count; ++i) {
            const auto fault = fault_of(i, rounds.count, extent, random, !command_.draws);
            const auto problem = round(fault, model);
            tally.add(problem.empty() ? problem : fault.name + ": " + problem);
        }
        return tally;
    }

private:
    Extent measure(const Place& model) const {
        const auto counts = model.scratch / "counts";
        const auto began = std::chrono::steady_clock::now();
        const auto outcome = run(model, command_.words(model.folder), {"", {{"ENTRE_FAIL_COUNTS", counts}}, {}});
        Extent extent;
        extent.time = std::chrono::duration_cast<microseconds>(std::chrono::steady_clock::now() - began);
        std::istringstream in(test::read_file(counts));
        if (outcome.status != 0 || !(in >> extent.calls >> extent.allocations))
            throw std::runtime_error("without a fault: " + outcome.out + outcome.err);
        if (const auto wrong = command_.unfinished(model, model); !wrong.empty()) throw std::runtime_error(wrong);
        return extent;
    }

    /// Of four rounds two are about system calls, one about allocations and one about a kill, spread over the command's whole
    /// run.
    static Fault fault_of(std::size_t i, std::size_t count, const Extent& extent, std::mt19937_64& random, bool may_run_out) {
        constexpr std::array errors{EIO, ENOSPC, EROFS};
        const auto among = [&](long all) {
            return static_cast<long>(random() % static_cast<std::uint64_t>(std::max(1L, all))) + 1;
        };
        if (i % 4 == 2 && may_run_out) {
            const auto number = among(extent.allocations);
            return {fmt::format("allocation {}", number), {{"ENTRE_FAIL_ALLOC_AT", std::to_string(number)}}, {}};
        }
        if (i % 4 == 3) {
            const auto delay = among(extent.time.count());
            return {fmt::format("killed after {} us", delay), {}, microseconds{delay}};
        }
        const auto number = static_cast<long>(i) * extent.calls / static_cast<long>(count) + 1;
        const auto error = errors[i / 4 % errors.size()];
        const bool is_lasting = i % 4 == 1;
        return {fmt::format("call {}, error {}{}", number, error, is_lasting ? ", from then on" : ""),
                {{"ENTRE_FAIL_AT", std::to_string(number)},
                 {"ENTRE_FAIL_ERRNO", std::to_string(error)},
                 {"ENTRE_FAIL_ALWAYS", is_lasting ? "1" : "0"}},
                {}};
    }

    std::string round(const Fault& fault, const Place& model) const {
        const Place place(before_);
        const auto outcome = run(place, command_.words(place.folder), fault);
        if (const auto wrong = bad_end(outcome, fault); !wrong.empty()) return wrong;
        if (command_.keeps_database)
            if (const auto lost = lost_after(place.folder, seminar_, place.acknowledged, true); !lost.empty()) return lost;
        if (command_.half_done != nullptr)
            if (const auto wrong = command_.half_done(place); !wrong.empty()) return wrong;
        if (outcome.status == 0) return command_.unfinished(place, model);
        const auto again = run(place, command_.words(place.folder));
        if (again.status != 0) return fmt::format("the same command again: status {}: {}{}", again.status, again.out, again.err);
        const auto wrong = command_.unfinished(place, model);
        return wrong.empty() ? wrong : "the same command again: " + wrong;
    }

    Command command_;
    Place before_;
    Seminar seminar_;
};

}  // namespace

Tally import_faults(Rounds rounds) {
    return Trial({[](const SeminarFolder& folder) { return std::vector<std::string>{"import", folder.path.string()}; },
                  import_unfinished, import_half_done},
                 20)
        .rounds(rounds);
}

Tally purge_faults(Rounds rounds) {
    return Trial({[](const SeminarFolder& folder) {
                      return std::vector<std::string>{"purge", folder.path.string(), "--decided", "--early"};
                  },
                  purge_unfinished, nullptr, false},
                 20)
        .rounds(rounds);
}

Tally print_faults(Rounds rounds) {
    return Trial(
               {[](const SeminarFolder& folder) { return std::vector<std::string>{"badge", folder.path.string(), "--pending"}; },
                print_unfinished, print_half_done, true, true},
               5)
        .rounds(rounds);
}

}  // namespace entre::chaos
