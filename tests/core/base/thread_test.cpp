#include "core/base/thread.hpp"

#include <pthread.h>

#include <array>
#include <stdexcept>
#include <thread>

#include "core/base/log.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace entre;
using namespace entre::test;
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

TEST_CASE("an exception in a thread is logged with its name and told to the listener, and the thread goes on", "[thread]") {
    const ScratchFolder folder;
    REQUIRE(start_log(folder / "entre.log", true));
    std::vector<std::string> told;
    on_thread_failure([&](const std::string& name) { told.push_back(name); });
    std::string seen_name;
    int runs = 0;
    std::jthread thread([&](const std::stop_token& stop) {
        run_thread("door-opener", stop, [&] {
            if (++runs == 1) throw std::runtime_error("out of hinges");
            std::array<char, 16> name{};
            ::pthread_getname_np(::pthread_self(), name.data(), name.size());
            seen_name = name.data();
        });
    });
    thread.join();  // without a stop: the second run ends by itself
    on_thread_failure({});
    keep_log_quiet();
    CHECK(runs == 2);
    CHECK(seen_name == "door-opener");
    CHECK(told == std::vector<std::string>{"door-opener"});
    const auto log = read_file(folder / "entre.log");
    CHECK(log.find("error thread: stopped: the thread door-opener failed and is started again: out of hinges\n") !=
          std::string::npos);
}

TEST_CASE("a thread that fails is not started again after a stop request", "[thread]") {
    keep_log_quiet();
    std::stop_source stop;
    int runs = 0;
    run_thread("door-opener", stop.get_token(), [&] {
        ++runs;
        stop.request_stop();
        throw std::runtime_error("out of hinges");
    });
    CHECK(runs == 1);
}
