// Resolves printer host names without waiting for a resolver that does not answer.
#pragma once

#include <memory>
#include <stop_token>
#include <string>

#include "core/base/clock.hpp"

struct http_addrlist_s;

namespace entre {

struct AddressListEnd {
    void operator()(http_addrlist_s* list) const;
};
using AddressList = std::unique_ptr<http_addrlist_s, AddressListEnd>;

/// The addresses of `host` (a name, an IP address, or the path of a local socket), for libcups. Null if the name is unknown or
/// was not resolved by `until` or before `stop`. libcups alone would wait for the resolver, up to half a minute if the network is
/// down.
AddressList resolve(const std::string& host, int port, Clock::time_point until, const std::stop_token& stop);

}  // namespace entre
