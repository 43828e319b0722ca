// What a CUPS server's own settings risk for badges: which of them are not what a door wants, and the command that mends each.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entre {

struct CupsAdvice {
    std::string setting;  ///< "PreserveJobFiles is 86400"
    std::string risk;     ///< what may happen because of it
    std::string command;  ///< that mends it, as root
};

/// What is amiss in `cupsd_conf` (cupsd.conf(5)). Directives are read without their case; the last one of a name counts, and what
/// is not said has CUPS's default. Sections (<Location …>) are skipped.
std::vector<CupsAdvice> cups_advice(std::string_view cupsd_conf);

/// The same for a queue: `printers_conf` (printers.conf(5)) holds its error policy and the address of its printer.
std::vector<CupsAdvice> queue_advice(std::string_view printers_conf, std::string_view queue);

/// The same for what this machine listens on: `tcp` and `udp` are /proc/net/tcp and udp (proc(5)), those of IPv6 behind them.
std::vector<CupsAdvice> port_advice(std::string_view tcp, std::string_view udp);

}  // namespace entre
