// Imports the list at the first start.
#pragma once

#include "core/base/error.hpp"
#include "core/seminar/seminar.hpp"
#include "core/store/database.hpp"

namespace entre {

/// Imports the seminar's files if the roster is still empty. All files are read before
/// the first is applied; with `[registrations] url` a missing file is downloaded first. Nothing where several kiosks share the
/// door: then the list comes from them. Errors: those of the import.
Result<void> import_if_empty(Database& database, const Seminar& seminar, const SeminarFolder& folder);

}  // namespace entre
