// Creates the printers configured in seminar.toml.
#pragma once

#include <memory>
#include <vector>

#include "core/seminar/seminar.hpp"
#include "print/printer/ipp.hpp"
#include "print/printer/printer.hpp"

namespace entre {

/// One printer for each of the seminar's printers, in the same order: "auto" is CUPS's default queue or else its first, "ipp://…"
/// a printer or queue by address, "folder:PATH" a folder (relative to the seminar's), anything else the name of a CUPS queue.
/// Nothing is contacted or opened yet; configuration errors show in health().
std::vector<std::unique_ptr<Printer>> make_printers(const Seminar& seminar, const SeminarFolder& folder);
std::unique_ptr<Printer> make_printer(const PrinterSettings& settings, const SeminarFolder& folder);

/// The queues of this machine's CUPS server, its default, which "auto" means, first. Errors: printer_offline where there is no
/// server.
Result<std::vector<QueueAnswer>> queues_here(const std::stop_token& stop = {});
/// Whether a make and model is that of a label printer, which prints in black only.
bool is_label_printer(std::string_view make_and_model);

}  // namespace entre
