// Prints lists on sheets of paper: on an ordinary printer beside those of the badges.
#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.hpp"

namespace entre {

/// Prints a PDF of A4 pages on CUPS's default queue, or else its first one that is neither in `badge_queues` (as in `[[printer]]
/// queue`) nor a label printer's. Calls `accepted` with the queue's name once the queue has taken the document, then waits
/// up to three minutes for the paper. Errors: printer_missing (there is no such queue), and those of Printer::print.
Result<void> print_document(const std::string& pdf, const std::vector<std::string>& badge_queues,
                            const std::function<void(const std::string& printer)>& accepted, const std::stop_token& stop = {});

}  // namespace entre
