#include "kiosk/process/service_manager.hpp"

#include <sys/socket.h>
#include <sys/un.h>

#include <array>
#include <cstring>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace entre;
using namespace entre::test;
using namespace std::chrono_literals;

namespace {

/// A service manager's socket.
class Listener {
public:
    Listener(const std::string& name, const char* watchdog) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, name.data(), name.size());
        if (name.front() == '@') address.sun_path[0] = '\0';
        const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
        REQUIRE(::bind(handle_.get(), reinterpret_cast<const sockaddr*>(&address), length) == 0);
        ::setenv("NOTIFY_SOCKET", name.c_str(), 1);
        watchdog == nullptr ? ::unsetenv("WATCHDOG_USEC") : ::setenv("WATCHDOG_USEC", watchdog, 1);
    }
    ~Listener() {
        ::unsetenv("NOTIFY_SOCKET");
        ::unsetenv("WATCHDOG_USEC");
    }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    std::vector<std::string> heard() {
        std::vector<std::string> all;
        std::array<char, 256> bytes{};
        for (ssize_t got = 0; (got = ::recv(handle_.get(), bytes.data(), bytes.size(), MSG_DONTWAIT)) > 0;)
            all.emplace_back(bytes.data(), static_cast<std::size_t>(got));
        return all;
    }

private:
    FileHandle handle_{::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)};
};

}  // namespace

TEST_CASE("a service manager hears that the program is ready, and that its loop goes round", "[process][service]") {
    const ScratchFolder scratch;
    for (const auto& name : {(scratch / "notify").string(), std::string("@entre-test-notify-") + std::to_string(::getpid())}) {
        Listener listener(name, "10000000");
        ServiceManager manager;
        CHECK(manager.max_sleep() == 5000ms);
        CHECK(listener.heard() == std::vector<std::string>{"WATCHDOG_USEC=10000000"});
        auto now = Clock::now();
        manager.ready();
        manager.ready();
        CHECK(listener.heard() == std::vector<std::string>{"READY=1"});
        manager.alive(now);
        manager.alive(now + 1s);
        CHECK(listener.heard() == std::vector<std::string>{"WATCHDOG=1"});
        manager.alive(now + 3s);
        CHECK(listener.heard().size() == 1);
        manager.leaving();
        CHECK(listener.heard() == std::vector<std::string>{"WATCHDOG_USEC=120000000"});
    }
}

TEST_CASE("without a watchdog, or without a service manager, nothing is told", "[process][service]") {
    const ScratchFolder scratch;
    for (const char* watchdog : {static_cast<const char*>(nullptr), "0", "x"}) {
        const auto name = (scratch / ("notify" + std::string(watchdog == nullptr ? "" : watchdog))).string();
        Listener listener(name, watchdog);
        ServiceManager manager;
        CHECK_FALSE(manager.max_sleep());
        manager.alive(Clock::now());
        CHECK(listener.heard().empty());
    }
    ServiceManager nobody;
    nobody.ready();
    CHECK_FALSE(nobody.max_sleep());
}
