// Names of printers -> addresses, without waiting for a resolver that does not answer.
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

/// Where `host` is (a name, a number, or the path of a local socket), for libcups. Null when nobody knows it, or nobody said so by
/// `until` or before `stop`: libcups alone would wait for the resolver, half a minute when the network is down.
AddressList resolve(const std::string& host, int port, Clock::time_point until, const std::stop_token& stop);

}  // namespace entre
