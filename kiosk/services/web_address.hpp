// Addresses of registration systems: what a redirect or the next page of a list leads to. Pure; never throws.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace entre {

struct WebAddress {
    std::string scheme;  ///< "https", in lower case
    std::string host;    ///< in lower case, with a port unless it is the scheme's usual one
    std::string target;  ///< path and query: "/api/v1/…?x=y"

    [[nodiscard]] std::string server() const { return scheme + "://" + host; }
    [[nodiscard]] bool is_same_server(const WebAddress& other) const { return scheme == other.scheme && host == other.host; }
    /// For messages: without the query, which may hold a secret.
    [[nodiscard]] std::string shown() const { return server() + target.substr(0, target.find('?')); }
    friend bool operator==(const WebAddress&, const WebAddress&) = default;
};

/// nullopt unless it is an http or https address without a user's name.
std::optional<WebAddress> read_address(std::string_view url);

/// What `reference` (RFC 3986, 4.2) means in a response from `base`; nullopt as above.
std::optional<WebAddress> resolve_address(const WebAddress& base, std::string_view reference);

/// The address with the query's parameter `name` set to `value`, which is percent-encoded.
WebAddress with_parameter(const WebAddress& address, std::string_view name, std::string_view value);

/// The value of a parameter, as it is in the query.
std::optional<std::string> parameter_of(const WebAddress& address, std::string_view name);

}  // namespace entre
