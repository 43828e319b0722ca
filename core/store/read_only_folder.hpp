// Reads the database of a folder that this user may not write, such as a copy on a CD or another user's folder.
#pragma once

#include <string_view>

#include "core/store/database.hpp"

namespace entre {

/// Database::open for reading; if the folder cannot be written, as SQLite needs for a WAL, a snapshot of the database is read.
/// The snapshot is only this user's, in memory where possible, and has no name any more when this returns.
/// Errors: those of Database::open; file_unreadable (the database cannot be copied, or keeps changing).
Result<Database> open_or_copy(const SeminarFolder& folder, std::string_view holder);

}  // namespace entre
