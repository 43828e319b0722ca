#include "kiosk/live_page/page_address.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <ifaddrs.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace entre {

namespace {

constexpr int max_port = 65535;

/// The IPv4 addresses of this machine, the loopback last.
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
    return out;
}

std::vector<std::string> names_of(const std::string& host) {
    auto names = host == "0.0.0.0" ? own_addresses() : std::vector{host};
    for (const char* loopback : {"localhost", "127.0.0.1"})
        if (std::find(names.begin(), names.end(), loopback) == names.end()) names.emplace_back(loopback);
    return names;
}

}  // namespace

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
