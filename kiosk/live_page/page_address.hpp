// The address that the live page listens on.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/error.hpp"

namespace entre {

struct PageAddress {
    std::string host;
    int port = 0;                    ///< 0: any free port
    std::vector<std::string> names;  ///< what the page is called, the best first; for its certificate, and accepted as Host

    /// "https://192.168.1.20:8443": what people type.
    [[nodiscard]] std::string origin(int actual_port) const;
    /// The machine's address may change while this is listened on.
    [[nodiscard]] bool is_every_network() const;
};

/// The address of this machine that other devices on its network reach: the one it would use itself to reach far away, otherwise
/// any that is not the loopback's. IPv4 if there is one, because it can be typed; link-local IPv6 never, which browsers refuse.
/// nullopt without a network. Sends nothing.
std::optional<std::string> network_address();
/// The same, but IPv4 or nothing: "0.0.0.0" listens on no other.
std::optional<std::string> network_address_v4();
/// To listen on this IPv4 or IPv6 address and on nothing else.
PageAddress address_at(const std::string& ip, int port);
/// The names that a certificate for that needs: the names of `address_at` without brackets.
std::vector<std::string> certificate_names(const std::string& ip);

/// Parses `dashboard.listen`: "192.168.1.20:8443"; "0.0.0.0:8443" listens on every network. Errors: settings_invalid.
Result<PageAddress> page_address(const std::string& listen);

}  // namespace entre
