// The attendance list as a file: in the seminar's folder, on a stick, or for a paired phone.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/seminar/seminar.hpp"
#include "core/store/database.hpp"
#include "core/visit/staff_pages.hpp"

namespace entre {

/// The list as CSV for spreadsheets. Whoever has a ticket code can come in with it, so that not every copy should have them.
/// Errors: those of the database.
enum class TicketCodes { shown, left_out };
Result<std::string> attendance_text(Database& database, const Seminar& seminar, TicketCodes codes = TicketCodes::shown);
/// Returns the file's name. `sticks` is as for save_on_stick; nullopt to save in the folder. Errors: those of the database, of
/// write_file_atomically and of save_on_stick.
Result<std::string> write_attendance(Database& database, const SeminarFolder& folder, const Seminar& seminar, UtcTime now,
                                     const std::optional<std::filesystem::path>& sticks);
/// What staff read about such an error.
ListsNote note_of(const Error& error, bool is_for_stick);

}  // namespace entre
