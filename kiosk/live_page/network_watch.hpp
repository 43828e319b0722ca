// Follows this machine's address: DHCP gives another one, a cable is pulled, the Wi-Fi is changed.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <thread>

namespace entre {

/// Thread "network", which asks the kernel for the address every two seconds; that sends nothing and reads no file.
class NetworkWatch {
public:
    using Address = std::optional<std::string>;  ///< nullopt without a network

    /// `changed` is called from the thread whenever `read` no longer gives `known`, or what it gave last.
    NetworkWatch(Address known, std::function<Address()> read, std::function<void(const Address&)> changed,
                 std::chrono::milliseconds interval = std::chrono::seconds{2});
    ~NetworkWatch();  ///< At once. `changed` is not called afterwards.
    NetworkWatch(const NetworkWatch&) = delete;
    NetworkWatch& operator=(const NetworkWatch&) = delete;

private:
    Address known_;
    std::function<Address()> read_;
    std::function<void(const Address&)> changed_;
    std::chrono::milliseconds interval_;
    std::jthread thread_;
};

}  // namespace entre
