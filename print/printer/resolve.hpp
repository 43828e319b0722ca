// Resolves printer host names without waiting for a resolver that does not answer.
#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "core/base/clock.hpp"

namespace entre {

/// The IP addresses of `host` as text; `host` itself if it is an IP address or the path of a local socket. Empty if the name is
/// unknown or was not resolved by `until` or before `stop`. libcups alone would wait for the resolver, up to half a minute if the
/// network is down.
std::vector<std::string> resolve(const std::string& host, Clock::time_point until, const std::stop_token& stop);

}  // namespace entre
