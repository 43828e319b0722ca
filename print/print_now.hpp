// Printing from the command line: one badge at a time, waiting for the printer. The open door uses the spooler instead.
#pragma once

#include <memory>
#include <vector>

#include "core/services/check_in_desk.hpp"
#include "print/badge/template.hpp"
#include "print/printer/printer.hpp"

namespace entre {

/// The badge of `waiting` as a page, named after its order. Characters that no installed font has are logged.
/// Errors: template_invalid.
Result<PrintPage> render_print_page(const Seminar& seminar, const BadgeTemplate& badge, const WaitingBadge& waiting);

/// If the first badge of this person was printed before the day and still says the same, the order counts as printed, and the
/// report says so; nullopt otherwise. Errors: those of the database.
Result<std::optional<OrderReport>> claim_preprinted(CheckInDesk& desk, const Seminar& seminar, const WaitingBadge& waiting);

/// Prints one badge on the first printer that takes it and stores what became of it. Waits for at most `seconds` per printer.
/// Errors: those of the printers and the database.
Result<OrderReport> print_badge(CheckInDesk& desk, const Seminar& seminar, const BadgeTemplate& badge,
                                std::vector<std::unique_ptr<Printer>>& printers, const WaitingBadge& waiting, int seconds);

/// Badges that a printer had when the program ended: their jobs are looked up by name and followed for at most `seconds` each.
/// Errors: those of the database; template_invalid.
Result<void> settle_interrupted(CheckInDesk& desk, const Seminar& seminar, const BadgeTemplate& badge,
                                std::vector<std::unique_ptr<Printer>>& printers, int seconds);

}  // namespace entre
