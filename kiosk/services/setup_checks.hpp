// What the assistant finds out about printers, and the checklist before the door opens.
#pragma once

#include <filesystem>
#include <stop_token>
#include <vector>

#include "core/setup/events.hpp"

namespace entre {

/// The queues of this machine, and the one that the seminar in `folder` uses. From any thread.
setup::PrintersFound find_printers(const std::filesystem::path& folder);
/// Prints a badge with a made-up name on the seminar's first printer, and waits for it for up to a minute.
/// Errors: those of Printer::print and find_template.
Result<void> print_test(const std::filesystem::path& folder, const std::stop_token& stop);
/// Prints `text` in the place of a badge's name, for staff. The same errors; printer_missing without a printer.
Result<void> print_note(const std::filesystem::path& folder, const std::string& text, const std::stop_token& stop);
/// The rows of the checklist. Asks printers, which may take some seconds.
std::vector<setup::CheckRow> check_seminar(const std::filesystem::path& folder);

}  // namespace entre
