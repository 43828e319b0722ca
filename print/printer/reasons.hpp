// printer-state-reasons (RFC 8011, 5.4.12; PWG 5100.9) in the words of the door.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/attendance/badge_order.hpp"

namespace entre {

/// The fault that keeps badges from coming out; where there are several, the one to mend first. Keywords are matched
/// without their suffix: printers and spoolers disagree on `-error`, `-warning` and `-report`. A keyword nobody knows counts
/// as `other` when it calls itself an error, and as nothing otherwise.
PrinterFault fault_of(const std::vector<std::string>& reasons);

/// True when CUPS lost track of the job at the printer, and its `completed` therefore proves nothing.
bool reports_lost_history(const std::vector<std::string>& reasons);

/// True when the backend `once` (print/cups/once) kept a restarted CUPS from sending a job a second time.
bool reports_sent_before(std::string_view message);

/// Whether a stopped queue's printer-state-message is cupsd's own word for a backend that failed, and not a person's.
bool mentions_backend(std::string_view message);

/// "media-empty-error, cover-open-error: Out of labels": raw, for staff and log. Empty when there is nothing to tell.
std::string reasons_text(const std::vector<std::string>& reasons, std::string_view message);

}  // namespace entre
