#include "kiosk/live_page/page_address.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "kiosk/process/file_handle.hpp"

namespace entre {

namespace {

constexpr int max_port = 65535;
constexpr const char* every_network = "0.0.0.0";

/// The IPv4 addresses of this machine: first the one that others reach, the loopback last.
std::vector<std::string> own_addresses() {
    std::vector<std::string> out;
    ifaddrs* all = nullptr;
    if (::getifaddrs(&all) != 0) return {"127.0.0.1"};
    for (const auto* one = all; one != nullptr; one = one->ifa_next) {
        if (one->ifa_addr == nullptr || one->ifa_addr->sa_family != AF_INET) continue;
        std::array<char, INET_ADDRSTRLEN> text{};
        ::inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(one->ifa_addr)->sin_addr, text.data(), text.size());
        out.emplace_back(text.data());
    }
    ::freeifaddrs(all);
    std::stable_partition(out.begin(), out.end(), [](const std::string& address) { return !address.starts_with("127."); });
    const auto best = network_address_v4();
    std::stable_partition(out.begin(), out.end(), [&](const std::string& address) { return address == best; });
    return out;
}

std::vector<std::string> names_of(const std::string& host) {
    auto names = host == every_network ? own_addresses() : std::vector{host};
    for (const char* loopback : {"localhost", "127.0.0.1"})
        if (std::find(names.begin(), names.end(), loopback) == names.end()) names.emplace_back(loopback);
    return names;
}

std::string text_of(const sockaddr* address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    const void* bytes = address->sa_family == AF_INET
                            ? static_cast<const void*>(&reinterpret_cast<const sockaddr_in*>(address)->sin_addr)
                            : static_cast<const void*>(&reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr);
    return ::inet_ntop(address->sa_family, bytes, text.data(), text.size()) == nullptr ? std::string{} : text.data();
}

/// Whether other devices can be given this address.
bool is_reachable(const sockaddr* address) {
    if (address->sa_family == AF_INET) {
        const auto ip = ntohl(reinterpret_cast<const sockaddr_in*>(address)->sin_addr.s_addr);
        return ip != INADDR_ANY && (ip >> 24) != 127 && (ip >> 16) != 0xa9fe;  // 169.254: nobody gave it one
    }
    const auto& ip = reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr;
    return !IN6_IS_ADDR_UNSPECIFIED(&ip) && !IN6_IS_ADDR_LOOPBACK(&ip) && !IN6_IS_ADDR_LINKLOCAL(&ip);
}

/// The own end of a UDP socket to an address of nobody (RFC 5737, RFC 3849): the kernel chooses it by its routes.
std::optional<std::string> address_towards(const char* far, int family) {
    const FileHandle socket(::socket(family, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    sockaddr_storage to{}, own{};
    to.ss_family = static_cast<sa_family_t>(family);
    auto* v4 = reinterpret_cast<sockaddr_in*>(&to);
    auto* v6 = reinterpret_cast<sockaddr_in6*>(&to);
    const bool is_v4 = family == AF_INET;
    ::inet_pton(family, far, is_v4 ? static_cast<void*>(&v4->sin_addr) : static_cast<void*>(&v6->sin6_addr));
    (is_v4 ? v4->sin_port : v6->sin6_port) = htons(443);
    socklen_t size = sizeof own;
    if (!socket || ::connect(socket.get(), reinterpret_cast<sockaddr*>(&to), is_v4 ? sizeof *v4 : sizeof *v6) != 0 ||
        ::getsockname(socket.get(), reinterpret_cast<sockaddr*>(&own), &size) != 0 ||
        !is_reachable(reinterpret_cast<sockaddr*>(&own)))
        return std::nullopt;
    return text_of(reinterpret_cast<sockaddr*>(&own));
}

/// Of an interface with a cable or a network; for networks without a way to the internet.
std::optional<std::string> address_of_interface(int family) {
    ifaddrs* all = nullptr;
    if (::getifaddrs(&all) != 0) return std::nullopt;
    std::optional<std::string> found;
    for (const auto* one = all; one != nullptr && !found; one = one->ifa_next) {
        const bool is_up = (one->ifa_flags & IFF_UP) != 0 && (one->ifa_flags & IFF_RUNNING) != 0;
        if (is_up && one->ifa_addr != nullptr && one->ifa_addr->sa_family == family && is_reachable(one->ifa_addr))
            found = text_of(one->ifa_addr);
    }
    ::freeifaddrs(all);
    return found;
}

}  // namespace

std::optional<std::string> network_address_v4() {
    if (auto v4 = address_towards("192.0.2.1", AF_INET)) return v4;
    return address_of_interface(AF_INET);
}

std::optional<std::string> network_address() {
    if (auto v4 = network_address_v4()) return v4;
    if (auto v6 = address_towards("2001:db8::1", AF_INET6)) return v6;
    return address_of_interface(AF_INET6);
}

PageAddress address_at(const std::string& ip, int port) {
    const bool is_v6 = ip.find(':') != std::string::npos;
    return {ip, port, names_of(is_v6 ? "[" + ip + "]" : ip)};
}

std::vector<std::string> certificate_names(const std::string& ip) { return names_of(ip); }

bool PageAddress::is_every_network() const { return host == every_network; }

std::string PageAddress::origin(int actual_port) const { return fmt::format("https://{}:{}", names.front(), actual_port); }

Result<PageAddress> page_address(const std::string& listen) {
    const auto colon = listen.rfind(':');
    PageAddress address;
    const char* end = listen.data() + listen.size();
    if (colon != std::string::npos && colon > 0) {
        address.host = listen.substr(0, colon);
        const auto read = std::from_chars(listen.data() + colon + 1, end, address.port);
        if (read.ec == std::errc{} && read.ptr == end && address.port >= 0 && address.port <= max_port) {
            address.names = names_of(address.host);
            return address;
        }
    }
    return fail(ErrorCode::settings_invalid,
                fmt::format("dashboard.listen = \"{}\" must be an address and a port: \"192.168.1.20:8443\"", listen));
}

}  // namespace entre
