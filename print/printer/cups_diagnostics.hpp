// Checks a CUPS server's configuration for settings that are unsuitable for badge printing, and gives the command that fixes
// each.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entre {

struct CupsAdvice {
    std::string setting;  ///< "PreserveJobFiles is 86400"
    std::string risk;     ///< possible consequence
    std::string command;  ///< command that fixes it, run as root
};

/// Problems in `cupsd_conf` (cupsd.conf(5)). Directive names are case-insensitive, the last occurrence counts, and missing
/// directives have CUPS's default. Sections (<Location …>) are skipped.
std::vector<CupsAdvice> cups_advice(std::string_view cupsd_conf);

/// Problems of a queue: `printers_conf` (printers.conf(5)) holds its error policy and the address of its printer.
std::vector<CupsAdvice> queue_advice(std::string_view printers_conf, std::string_view queue);

/// Problems with listening ports: `tcp` and `udp` are the contents of /proc/net/tcp and udp (proc(5)), each followed by its IPv6
/// version.
std::vector<CupsAdvice> port_advice(std::string_view tcp, std::string_view udp);

}  // namespace entre
