#include "kiosk/live_page/server/connection_threads.hpp"

#include <atomic>
#include <future>
#include <system_error>

#include "tests/support/catch.hpp"

using namespace entre;
using namespace std::chrono_literals;

TEST_CASE("work runs on its own thread, and no more threads than allowed run at once", "[live]") {
    std::atomic<int> running = 0, max_running = 0, done = 0;
    ConnectionThreads threads(3);
    for (int i = 0; i < 30; ++i)
        CHECK(threads.start([&] {
            const int now = ++running;
            for (int seen = max_running; now > seen && !max_running.compare_exchange_weak(seen, now);) {
            }
            std::this_thread::yield();
            --running;
            ++done;
        }));
    threads.join_all();
    CHECK(done == 30);
    CHECK(max_running <= 3);
}

TEST_CASE("a thread that cannot be started gives its place back", "[live][WEB-6]") {
    int failures = 5;
    const ThreadStarter start_thread = [&](std::function<void()> work) {
        if (failures-- > 0) throw std::system_error(std::make_error_code(std::errc::resource_unavailable_try_again));
        return std::thread(std::move(work));
    };
    // The limit is lower than the number of failures: lost places would block the last start for ever.
    ConnectionThreads threads(2, start_thread);
    std::atomic<int> done = 0;
    auto starting = std::async(std::launch::async, [&] {
        int refused = 0;
        for (int i = 0; i < 8; ++i) refused += threads.start([&] { ++done; }) ? 0 : 1;
        return refused;
    });
    REQUIRE(starting.wait_for(10s) == std::future_status::ready);
    CHECK(starting.get() == 5);
    threads.join_all();
    CHECK(done == 3);
}

TEST_CASE("a place is free until as many threads run as may, and again when one ends", "[live][WEB-6]") {
    ConnectionThreads threads(1);
    CHECK(threads.wait_for_place(0ms));
    std::promise<void> end;
    CHECK(threads.start([&] { end.get_future().wait(); }));
    CHECK_FALSE(threads.wait_for_place(0ms));
    end.set_value();
    CHECK(threads.wait_for_place(10s));
}
