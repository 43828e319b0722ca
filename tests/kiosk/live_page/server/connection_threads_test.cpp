#include "kiosk/live_page/server/connection_threads.hpp"

#include <atomic>

#include "tests/support/catch.hpp"

using namespace entre;

TEST_CASE("work runs on its own thread, and no more threads than allowed run at once", "[live]") {
    std::atomic<int> running = 0, max_running = 0, done = 0;
    ConnectionThreads threads(3);
    for (int i = 0; i < 30; ++i)
        threads.start([&] {
            const int now = ++running;
            for (int seen = max_running; now > seen && !max_running.compare_exchange_weak(seen, now);) {
            }
            std::this_thread::yield();
            --running;
            ++done;
        });
    threads.join_all();
    CHECK(done == 30);
    CHECK(max_running <= 3);
}
