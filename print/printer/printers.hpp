// The printers that a seminar names.
#pragma once

#include <memory>
#include <vector>

#include "core/seminar/seminar.hpp"
#include "print/printer/printer.hpp"

namespace entre {

/// One for each of the seminar's printers, in its order: "auto" is CUPS's default queue or else its first, "ipp://…" a
/// printer or queue by address, "folder:PATH" a folder (relative to the seminar's), anything else a CUPS queue. Nothing is
/// asked or opened yet; what is wrong shows in health().
std::vector<std::unique_ptr<Printer>> make_printers(const Seminar& seminar, const SeminarFolder& folder);
std::unique_ptr<Printer> make_printer(const PrinterSettings& settings, const SeminarFolder& folder);

/// How an error of Printer looks from the door.
PrinterFault fault_of(const Error& error);

}  // namespace entre
