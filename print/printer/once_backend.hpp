// Installs print/cups/once, the backend that keeps a restarted CUPS from printing a badge twice. Its text is part of the program,
// so that root never runs a file that somebody else may have changed.
#pragma once

#include <filesystem>

#include "core/base/error.hpp"

namespace entre {

/// Where CUPS has its backends: below CUPS_SERVERBIN if that is set, otherwise /usr/lib/cups.
std::filesystem::path backend_folder();

/// Whether CUPS has the backend. Only root sees whether it is this version; for others any is good.
bool has_once_backend();
/// Puts it there, readable by root alone, so that CUPS runs it as root. Errors: those of AtomicFile, and file_unwritable for
/// anybody but root.
Result<void> install_once_backend();
/// Removes it, unless a person has put another version there. True if it was removed.
bool remove_once_backend();

}  // namespace entre
