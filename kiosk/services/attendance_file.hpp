// Saves the attendance list, in the seminar's folder or on a stick.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/seminar/seminar.hpp"
#include "core/store/database.hpp"
#include "core/visit/staff_pages.hpp"

namespace entre {

/// Returns the file's name. `sticks` is as for save_on_stick; nullopt to save in the folder. Errors: those of the database, of
/// write_file_atomically and of save_on_stick.
Result<std::string> write_attendance(Database& database, const SeminarFolder& folder, const Seminar& seminar, UtcTime now,
                                     const std::optional<std::filesystem::path>& sticks);
/// What staff read about such an error.
ListsNote note_of(const Error& error, bool is_for_stick);

}  // namespace entre
