#include "print/printer/resolve.hpp"

#include "tests/support/catch.hpp"

using namespace entre;
using namespace std::chrono_literals;

TEST_CASE("numbers, local sockets and this machine's own name lead somewhere without anybody being asked", "[resolve]") {
    for (const auto* host : {"127.0.0.1", "::1", "localhost", "/run/cups/cups.sock"}) {
        INFO(host);
        CHECK(resolve(host, 631, Clock::now() + 2s, {}) != nullptr);
    }
}

TEST_CASE("a name that nobody knows leads nowhere", "[resolve]") {
    CHECK(resolve("no-such-printer.invalid", 631, Clock::now() + 2s, {}) == nullptr);
}

TEST_CASE("nobody is waited for longer than was said, nor after a stop", "[resolve]") {
    // Whether a resolver answers or not: the time that was left is none.
    CHECK(resolve("no-such-printer.invalid", 631, Clock::now() - 1s, {}) == nullptr);
    std::stop_source stop;
    stop.request_stop();
    CHECK(resolve("no-such-printer.invalid", 631, Clock::now() + 1h, stop.get_token()) == nullptr);
}
