// The plug is pulled 200 times, at any moment of a run of visits.
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>
#include <set>
#include <sstream>

#include "core/desk.hpp"
#include "tests/e2e/door.hpp"
#include "tests/support/catch.hpp"

using namespace entre;
using namespace entre::test;

namespace {

/// Starts the visits and kills them after `delay`; what they had promised by then is added to the file `promised`.
void visit_and_kill(const DemoSeminar& seminar, const std::filesystem::path& promised, std::chrono::microseconds delay) {
    const pid_t pid = ::fork();
    if (pid == 0) {
        ::dup2(::open(promised.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600), STDOUT_FILENO);
        ::execl(ENTRE_VISITS, ENTRE_VISITS, seminar.folder().c_str(), "0", nullptr);
        ::_exit(127);
    }
    ::usleep(static_cast<useconds_t>(delay.count()));  // the moment of the kill is what this test is about
    ::kill(pid, SIGKILL);
    ::waitpid(pid, nullptr, 0);
}

std::set<std::string> lines_of(const std::filesystem::path& file) {
    std::set<std::string> lines;
    std::istringstream in(content_of(file));
    for (std::string line; std::getline(in, line);) lines.insert(line);
    return lines;
}

/// Everything that must hold after each kill; the first thing that does not, or nothing.
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
            if (records.number(1) != 1) return std::string("somebody is checked in twice");
            if (records.number(2) != 1) return std::string("a check-in without its badge order, or with two");
        }
        auto strays = database->statement(
            "SELECT count(*) FROM badge_orders WHERE registration NOT IN (SELECT registration FROM attendance WHERE kind = 'checked_in')");
        if (strays.step() && strays.number(0) != 0) return std::string("a badge order without its check-in");
        for (const auto& person : promised)
            if (!recorded.contains(person)) return std::string("somebody saw green and is not on disk");
        auto printed = database->statement("SELECT id FROM badge_orders WHERE state = 'printed'");
        while (printed.step())
            if (!std::filesystem::exists(seminar.folder() / "badges" / (printed.text(0) + ".pdf"))) return std::string("printed, but no page");
        return std::string();
    });
    return found ? *found : found.error().detail;
}

}  // namespace

TEST_CASE("nothing acknowledged is lost and nothing is half done in 200 kills", "[e2e][DUR-1]") {
    const DemoSeminar seminar;
    std::mt19937 random(20270520);
    std::uniform_int_distribution<int> moment(5'000, 140'000);
    std::set<std::string> all_promised;
    std::size_t rounds_with_visits = 0;
    for (int round = 0; round < 200; ++round) {
        const auto promised = seminar.scratch() / "promised";
        std::filesystem::remove(promised);
        // When nearly everybody is in, the morning begins anew.
        if (all_promised.size() > 140) {
            for (const auto* name : {"entre.db", "entre.db-wal", "entre.db-shm"}) std::filesystem::remove(seminar.folder() / name);
            REQUIRE(run({ENTRE_PROGRAM, "import", seminar.folder().string()}).status == 0);
            all_promised.clear();
        }
        visit_and_kill(seminar, promised, std::chrono::microseconds{moment(random)});
        const auto fresh = lines_of(promised);
        rounds_with_visits += fresh.empty() ? 0 : 1;
        all_promised.insert(fresh.begin(), fresh.end());
        INFO("round " << round << ", " << all_promised.size() << " promised so far");
        REQUIRE(what_is_wrong(seminar, all_promised).empty());
    }
    // A test that kills before anything happens proves nothing.
    CHECK(rounds_with_visits > 40);
}
