// What several commands need.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/services/check_in_desk.hpp"
#include "core/seminar/seminar.hpp"
#include "core/store/database.hpp"
#include "kiosk/services/inbox.hpp"
#include "kiosk/services/live_view_worker.hpp"
#include "kiosk/ui/rect.hpp"
#include "print/badge/template.hpp"
#include "print/printer/printer.hpp"

namespace entre {

/// The seminar's template: a file in its folder, or one that ships with Entré. Errors: file_missing, template_invalid.
Result<BadgeTemplate> find_template(const Seminar& seminar, const SeminarFolder& folder);

/// Where the files under assets/ lie: beside the program when installed, else in the source tree.
std::filesystem::path assets_folder();

/// The seminar with the command line's queue instead of its own printers, when there is one.
Seminar with_printer(Seminar seminar, const std::string& queue);

/// Prints one badge on the first printer that takes it and keeps what became of it. Waits for at most `seconds`.
/// Errors: those of the printers and the database.
Result<OrderReport> print_badge(Desk& desk, const Seminar& seminar, const BadgeTemplate& badge,
                                std::vector<std::unique_ptr<Printer>>& printers, const WaitingBadge& waiting, int seconds);

/// "1280x800"; nothing for an empty text. Errors: wrong_usage.
Result<std::optional<SizePx>> window_size(const std::string& text);

/// Badges that a printer had when the program ended: looked for by name and followed for at most `seconds` each.
Result<void> settle_interrupted(Desk& desk, const Seminar& seminar, const BadgeTemplate& badge, std::vector<std::unique_ptr<Printer>>& printers,
                                int seconds);

/// Hands what the live worker counted to the loop.
std::function<void(LiveNews)> live_listener(Inbox& inbox);

/// Imports the seminar's files into a roster that is still empty: what a volunteer expects of a first start.
/// Errors: those of the import.
Result<void> import_if_empty(Database& database, const Seminar& seminar, const SeminarFolder& folder);

}  // namespace entre
