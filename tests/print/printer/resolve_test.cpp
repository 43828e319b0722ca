#include "print/printer/resolve.hpp"

#include <set>

#include "tests/support/catch.hpp"

using namespace entre;
using namespace std::chrono_literals;

TEST_CASE("addresses and local sockets need no resolver, not even after the deadline", "[resolve]") {
    for (const std::string host : {"127.0.0.1", "::1", "/run/cups/cups.sock"})
        CHECK(resolve(host, Clock::now() - 1s, {}) == std::vector{host});
}

TEST_CASE("localhost resolves to different addresses of this machine", "[resolve]") {
    const auto found = resolve("localhost", Clock::now() + 2s, {});
    REQUIRE_FALSE(found.empty());
    for (const auto& address : found) CHECK((address == "127.0.0.1" || address == "::1"));
    CHECK(std::set<std::string>(found.begin(), found.end()).size() == found.size());
}

TEST_CASE("an unknown name does not resolve", "[resolve]") {
    CHECK(resolve("no-such-printer.invalid", Clock::now() + 2s, {}).empty());
}

TEST_CASE("resolving ends at the deadline and after a stop", "[resolve]") {
    // The deadline has passed already, so it makes no difference whether a resolver answers.
    CHECK(resolve("no-such-printer.invalid", Clock::now() - 1s, {}).empty());
    std::stop_source stop;
    stop.request_stop();
    CHECK(resolve("no-such-printer.invalid", Clock::now() + 1h, stop.get_token()).empty());
}
