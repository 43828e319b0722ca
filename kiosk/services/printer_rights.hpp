// Adding printers with the rights of root: `entre printer` started by polkit's pkexec, which asks for a password on the screen.
// The program started so does nothing else, and checks its arguments as for anybody (kiosk/commands/printer.cpp).
#pragma once

#include <filesystem>
#include <stop_token>

#include "core/base/error.hpp"
#include "print/printer/print_queues.hpp"

namespace entre {

/// Debian's pkexec.
inline const std::filesystem::path usual_pkexec = "/usr/bin/pkexec";

/// As find_devices and make_queue, after a password. Waits for a person, two minutes at most; ends soon after `stop`. Errors:
/// printer_refused, with a sentence for the screen, if there is no pkexec, no password or no answer.
Result<DeviceSearch> find_devices_as_root(const std::filesystem::path& pkexec, const std::stop_token& stop);
Result<MadeQueue> make_queue_as_root(const std::filesystem::path& pkexec, const NewQueue& wanted, const std::stop_token& stop);

}  // namespace entre
