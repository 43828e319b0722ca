// The address that the live page listens on.
#pragma once

#include <string>
#include <vector>

#include "core/base/error.hpp"

namespace entre {

struct PageAddress {
    std::string host;
    int port = 0;                    ///< 0: any free port
    std::vector<std::string> names;  ///< accepted as Host, the best first; any other could be DNS rebinding

    /// "https://192.168.1.20:8443": what people type.
    [[nodiscard]] std::string origin(int actual_port) const;
};

/// Parses `dashboard.listen`: "192.168.1.20:8443"; "0.0.0.0:8443" listens on every network. Errors: settings_invalid.
Result<PageAddress> page_address(const std::string& listen);

}  // namespace entre
