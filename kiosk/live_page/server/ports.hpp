// Which program uses a port of this machine.
#pragma once

#include <optional>
#include <string>

namespace entre {

/// The program that listens on TCP `port` of this machine, "nginx (process 4711)"; nullopt if none does or it belongs to
/// another user.
std::optional<std::string> holder_of_port(int port);

}  // namespace entre
