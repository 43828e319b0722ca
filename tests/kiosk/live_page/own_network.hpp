// A network of the test's own, whose address the test gives and takes.
#pragma once

#include <arpa/inet.h>
#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <functional>
#include <optional>
#include <string>

#include "kiosk/process/file_handle.hpp"
#include "tests/support/catch.hpp"

namespace entre::test {

inline ifreq interface_named(const char* name) {
    ifreq request{};
    std::strncpy(request.ifr_name, name, IFNAMSIZ - 1);
    return request;
}

inline bool switch_interface(const char* name, bool is_up) {
    const FileHandle socket(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    auto request = interface_named(name);
    request.ifr_flags = is_up ? IFF_UP | IFF_RUNNING : 0;
    return ::ioctl(socket.get(), SIOCSIFFLAGS, &request) == 0;
}

/// An address beside 127.0.0.1, as DHCP would give it.
inline bool give_address(const char* ip) {
    const FileHandle socket(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    auto request = interface_named("lo:1");
    auto* address = reinterpret_cast<sockaddr_in*>(&request.ifr_addr);
    address->sin_family = AF_INET;
    return ::inet_pton(AF_INET, ip, &address->sin_addr) == 1 && ::ioctl(socket.get(), SIOCSIFADDR, &request) == 0;
}
inline bool take_address() { return switch_interface("lo:1", false); }

/// What `body` returns in a process with a network of its own; nullopt where this user may have none.
inline std::optional<std::string> in_own_network(const std::function<std::string()>& body) {
    constexpr int cannot_try = 2;
    std::array<int, 2> pipe{};
    REQUIRE(::pipe2(pipe.data(), O_CLOEXEC) == 0);
    FileHandle in(pipe[0]), out(pipe[1]);
    const auto child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        ::alarm(50);
        if (::unshare(::geteuid() == 0 ? CLONE_NEWNET : CLONE_NEWNET | CLONE_NEWUSER) != 0) ::_exit(cannot_try);
        const auto text = body();
        ::_exit(::write(out.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size()) ? 0 : 1);
    }
    out.reset();
    std::string text;
    std::array<char, 256> part{};
    for (ssize_t got = 0; (got = ::read(in.get(), part.data(), part.size())) > 0;)
        text.append(part.data(), static_cast<std::size_t>(got));
    int status = -1;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    if (WEXITSTATUS(status) == cannot_try) return std::nullopt;
    return text;
}

}  // namespace entre::test
