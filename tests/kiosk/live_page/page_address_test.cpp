#include "kiosk/live_page/page_address.hpp"

#include <arpa/inet.h>
#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/catch.hpp"

using namespace entre;

TEST_CASE("an IPv6 address is in brackets in addresses, and bare in certificates", "[live]") {
    const auto six = address_at("fd00::1", 8443);
    CHECK(six.host == "fd00::1");
    CHECK(six.origin(8443) == "https://[fd00::1]:8443");
    CHECK(certificate_names("fd00::1").front() == "fd00::1");
    CHECK(address_at("192.168.1.20", 0).origin(8443) == "https://192.168.1.20:8443");
}

TEST_CASE("this machine's address is one that others can reach", "[live]") {
    const auto own = network_address();
    if (!own) return;  // no network here; the next test is about that
    in_addr four{};
    in6_addr six{};
    CHECK((::inet_pton(AF_INET, own->c_str(), &four) == 1 || ::inet_pton(AF_INET6, own->c_str(), &six) == 1));
    CHECK_FALSE(own->starts_with("127."));
    CHECK_FALSE(own->starts_with("fe80:"));
    CHECK(*own != "::1");
}

TEST_CASE("a machine without a network has no address", "[live][bad_input]") {
    constexpr int none = 0, some = 1, cannot_try = 2;
    const auto child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        const int flags = ::geteuid() == 0 ? CLONE_NEWNET : CLONE_NEWNET | CLONE_NEWUSER;
        if (::unshare(flags) != 0) ::_exit(cannot_try);
        ::_exit(network_address() ? some : none);
    }
    int status = -1;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) != some);
    if (WEXITSTATUS(status) == cannot_try) WARN("this machine allows no namespace without a network");
}
