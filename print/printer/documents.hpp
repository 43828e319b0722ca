// Prints lists on sheets of paper: on an ordinary printer beside those of the badges.
#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.hpp"

namespace entre {

/// Prints a PDF of A4 pages on CUPS's default queue, or else its first one that is neither in `badge_queues` (as in `[[printer]]
/// queue`) nor a label printer's. Waits until it has come out, for three minutes at most. Returns what the queue is called.
/// Errors: printer_missing (there is none), and those of Printer::print.
Result<std::string> print_document(const std::string& pdf, const std::vector<std::string>& badge_queues,
                                   const std::stop_token& stop = {});

}  // namespace entre
