// Simulates 200 power failures at random moments during visits.
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>
#include <set>
#include <sstream>

#include "core/services/check_in_desk.hpp"
#include "tests/e2e/door.hpp"
#include "tests/support/catch.hpp"

using namespace entre;
using namespace entre::test;

namespace {

/// Starts the visits; their promises are appended to the file `promised`.
pid_t start_visits(const DemoSeminar& seminar, const std::filesystem::path& promised) {
    const pid_t pid = ::fork();
    if (pid == 0) {
        ::dup2(::open(promised.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600), STDOUT_FILENO);
        ::execl(ENTRE_VISITS, ENTRE_VISITS, seminar.folder().c_str(), "1000", nullptr);
        ::_exit(127);
    }
    return pid;
}

void kill_visits(pid_t pid) {
    ::kill(pid, SIGKILL);
    ::waitpid(pid, nullptr, 0);
}

/// Measures the time to the first promise on this machine; with a sanitizer it takes ten times as long.
std::chrono::microseconds time_to_first_promise(const DemoSeminar& seminar, const std::filesystem::path& promised) {
    const auto began = Clock::now();
    const pid_t pid = start_visits(seminar, promised);
    const bool is_kept =
        eventually([&] { return std::filesystem::exists(promised) && std::filesystem::file_size(promised) > 0; });
    const auto ended = Clock::now();
    kill_visits(pid);
    REQUIRE(is_kept);
    return std::chrono::duration_cast<std::chrono::microseconds>(ended - began);
}

void visit_and_kill(const DemoSeminar& seminar, const std::filesystem::path& promised, std::chrono::microseconds delay) {
    const pid_t pid = start_visits(seminar, promised);
    ::usleep(static_cast<useconds_t>(delay.count()));  // the moment of the kill is what this test is about
    kill_visits(pid);
}

std::set<std::string> lines_of(const std::filesystem::path& file) {
    std::set<std::string> lines;
    std::istringstream in(content_of(file));
    for (std::string line; std::getline(in, line);) lines.insert(line);
    return lines;
}

/// Checks everything that must hold after each kill; returns the first violation, or "".
std::string what_is_wrong(const DemoSeminar& seminar, const std::set<std::string>& promised) {
    auto database = Database::open({seminar.folder()}, Access::read, "test");
    if (!database) return database.error().detail;
    const auto found = database->guard([&]() -> Result<std::string> {
        auto check = database->statement("PRAGMA integrity_check");
        if (!check.step() || check.text(0) != "ok") return std::string("integrity_check");
        auto records = database->statement(
            "SELECT registration, count(*), (SELECT count(*) FROM badge_orders b WHERE b.registration = a.registration) "
            "FROM attendance a WHERE kind = 'checked_in' GROUP BY registration");
        std::set<std::string> recorded;
        while (records.step()) {
            recorded.insert(records.text(0));
            if (records.number(1) != 1) return std::string("a person is checked in twice");
            if (records.number(2) != 1) return std::string("a check-in does not have exactly one badge order");
        }
        auto strays = database->statement(
            "SELECT count(*) FROM badge_orders WHERE registration NOT IN (SELECT registration FROM attendance WHERE kind = "
            "'checked_in')");
        if (strays.step() && strays.number(0) != 0) return std::string("a badge order has no check-in");
        for (const auto& person : promised)
            if (!recorded.contains(person)) return std::string("a person saw the green screen but is not stored");
        auto printed = database->statement("SELECT id FROM badge_orders WHERE state = 'printed'");
        while (printed.step())
            if (!std::filesystem::exists(seminar.folder() / "badges" / (printed.text(0) + ".pdf")))
                return std::string("a printed badge has no file");
        return std::string();
    });
    return found ? *found : found.error().detail;
}

}  // namespace

TEST_CASE("200 kills lose nothing that was acknowledged and leave nothing half done", "[e2e][DUR-1]") {
    const DemoSeminar seminar;
    std::mt19937 random(20270520);
    const auto promised = seminar.scratch() / "promised";
    const auto first = static_cast<int>(time_to_first_promise(seminar, promised).count());
    std::set<std::string> all_promised = lines_of(promised);
    // Kills range from before the database is open to well into the visits. The first promise comes later when more people are
    // inside and when the machine is busy, so each round adjusts the range for the next ones.
    int latest = 3 * first;
    std::size_t rounds_with_visits = 0;
    for (int round = 0; round < 200; ++round) {
        std::filesystem::remove(promised);
        // Start over when almost everybody is inside.
        if (all_promised.size() > 140) {
            for (const auto* name : {"entre.db", "entre.db-wal", "entre.db-shm", "journal.jsonl"})
                std::filesystem::remove(seminar.folder() / name);
            REQUIRE(run({ENTRE_PROGRAM, "import", seminar.folder().string()}).status == 0);
            all_promised.clear();
        }
        visit_and_kill(seminar, promised,
                       std::chrono::microseconds{std::uniform_int_distribution<int>(first / 10, latest)(random)});
        const auto fresh = lines_of(promised);
        latest = fresh.empty() ? latest + latest / 8 : std::max(first, latest - latest / 16);
        rounds_with_visits += fresh.empty() ? 0 : 1;
        all_promised.insert(fresh.begin(), fresh.end());
        INFO("round " << round << ", " << all_promised.size() << " promised so far");
        REQUIRE(what_is_wrong(seminar, all_promised).empty());
    }
    // The test is meaningless if most kills happen before any visit.
    CHECK(rounds_with_visits > 40);
}
