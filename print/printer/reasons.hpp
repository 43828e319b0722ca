// Maps printer-state-reasons (RFC 8011, 5.4.12; PWG 5100.9) to printer faults.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/attendance/badge_order.hpp"

namespace entre {

/// The fault that blocks printing; if there are several, the most urgent. Keywords are matched without their suffix, because
/// printers and spoolers disagree on `-error`, `-warning` and `-report`. An unknown keyword counts as `other` if it ends in
/// `-error` and is ignored otherwise.
PrinterFault fault_of(const std::vector<std::string>& reasons);

/// True if CUPS lost track of the job at the printer, so that its `completed` proves nothing.
bool reports_lost_history(const std::vector<std::string>& reasons);

/// True if the backend `once` (print/cups/once) prevented a restarted CUPS from sending a job a second time.
bool reports_sent_before(std::string_view message);

/// True if a stopped queue's printer-state-message was written by cupsd after a backend failure, and not by a person.
bool mentions_backend(std::string_view message);

/// "media-empty-error, cover-open-error: Out of labels": raw text for staff and log. Empty if there are no reasons and no
/// message.
std::string reasons_text(const std::vector<std::string>& reasons, std::string_view message);

}  // namespace entre
