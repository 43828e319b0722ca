#include "print/printer/resolve.hpp"

#include "tests/support/catch.hpp"

using namespace entre;
using namespace std::chrono_literals;

TEST_CASE("addresses, local sockets and localhost resolve without a resolver", "[resolve]") {
    for (const auto* host : {"127.0.0.1", "::1", "localhost", "/run/cups/cups.sock"}) {
        INFO(host);
        CHECK(resolve(host, 631, Clock::now() + 2s, {}) != nullptr);
    }
}

TEST_CASE("an unknown name does not resolve", "[resolve]") {
    CHECK(resolve("no-such-printer.invalid", 631, Clock::now() + 2s, {}) == nullptr);
}

TEST_CASE("resolving ends at the deadline and after a stop", "[resolve]") {
    // The deadline has passed already, so it makes no difference whether a resolver answers.
    CHECK(resolve("no-such-printer.invalid", 631, Clock::now() - 1s, {}) == nullptr);
    std::stop_source stop;
    stop.request_stop();
    CHECK(resolve("no-such-printer.invalid", 631, Clock::now() + 1h, stop.get_token()) == nullptr);
}
