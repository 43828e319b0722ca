#include "kiosk/services/start_log.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include "core/base/log.hpp"
#include "kiosk/services/resumed_orders.hpp"
#include "tests/core/core_fixture.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

namespace {

/// A start that ends without any destructor, as after a crash.
void crash(const SeminarFolder& folder) {
    const pid_t child = ::fork();
    if (child == 0) {
        const StartLog starts(folder, 1h);
        ::_exit(0);
    }
    ::waitpid(child, nullptr, 0);
}

}  // namespace

TEST_CASE("the fourth start is careful after three that crashed", "[start][KIO-4]") {
    keep_log_quiet();
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    crash(folder);
    crash(folder);
    crash(folder);
    CHECK(StartLog(folder, 1h).is_careful());
}

TEST_CASE("two failed starts do not make the next one careful", "[start][KIO-4]") {
    keep_log_quiet();
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    crash(folder);
    crash(folder);
    CHECK_FALSE(StartLog(folder, 1h).is_careful());
}

TEST_CASE("a start that ends in good order, or lasts long enough, forgives the earlier ones", "[start][KIO-4]") {
    keep_log_quiet();
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    crash(folder);
    crash(folder);
    {
        CHECK(StartLog(folder, 1h).failed_starts() == 2);
    }
    CHECK(StartLog(folder, 1h).failed_starts() == 0);
    crash(folder);
    const StartLog lasting(folder, 1ms);
    while (std::filesystem::exists(scratch / "starts.json"))
        std::this_thread::sleep_for(1ms);  // the test's own time limit ends this
}

TEST_CASE("a count of starts that cannot be read or written does not keep the door closed", "[start]") {
    keep_log_quiet();
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    for (const char* text : {"", "{", "[1]", R"({"unfinished":"x"})"}) {
        write_file(scratch / "starts.json", text);
        CHECK(StartLog(folder, 1h).failed_starts() == 0);
    }
    std::filesystem::create_directory(scratch / "starts.json");
    CHECK_FALSE(StartLog(folder, 1h).is_careful());
}

TEST_CASE("an order that two runs in a row took up and did not end is remembered, and one run in good order forgets it",
          "[desk][DUR-9]") {
    const ScratchFolder scratch;
    const SeminarFolder folder{scratch.path()};
    const OrderId order{"order-1"};
    write_file(scratch / "starts.json", R"({"unfinished":3})");
    ResumedOrders first(folder);
    CHECK_FALSE(first.was_resumed(order));
    first.store({order});
    const ResumedOrders second(folder);
    CHECK(second.was_resumed(order));
    CHECK_FALSE(second.was_resumed(OrderId{"order-2"}));
    write_file(scratch / "starts.json", R"({"unfinished":2})");
    CHECK_FALSE(ResumedOrders(folder).was_resumed(order));  // one failed start is no loop
    write_file(scratch / "starts.json", R"({"unfinished":3})");
    second.forget();
    CHECK_FALSE(ResumedOrders(folder).was_resumed(order));
    write_file(scratch / "resumed-orders.json", "[1,");
    CHECK_FALSE(ResumedOrders(folder).was_resumed(order));
}
