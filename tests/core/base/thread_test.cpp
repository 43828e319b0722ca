#include "core/base/thread.hpp"

#include <pthread.h>

#include <array>
#include <thread>

#include "tests/support/catch.hpp"

using namespace entre;
using namespace std::chrono_literals;

TEST_CASE("a thread carries its name, cut at fifteen characters", "[thread]") {
    std::array<char, 16> name{};
    std::thread([&] {
        name_this_thread("a-name-that-is-too-long");
        ::pthread_getname_np(::pthread_self(), name.data(), name.size());
    }).join();
    CHECK(std::string(name.data()) == "a-name-that-is-");
}

TEST_CASE("a stop request ends a sleep, and a sleep without one ends by itself", "[thread]") {
    std::stop_source stop;
    CHECK_FALSE(sleep_or_stop(1ms, stop.get_token()));
    stop.request_stop();
    CHECK(sleep_or_stop(1h, stop.get_token()));
}
