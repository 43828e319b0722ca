// Whether visitors have codes to show at all. Lists of many systems have none; Entré issues codes for them, but nobody has seen
// those before the organiser has sent tickets.
#pragma once

#include <string_view>

#include "core/seminar/seminar.hpp"
#include "core/store/database.hpp"

namespace entre {

/// False when no registration came with a code and no tickets were made: then visitors can only be found by name. True for an
/// empty roster. Throws DatabaseFailure; call it inside Database::guard.
bool have_visitors_codes(Database& database, const SeminarFolder& folder);

/// Remembers in the folder that tickets with Entré's own codes were made.
Result<void> note_tickets_made(const SeminarFolder& folder);

/// The names of the two files that tickets are saved in. Both hold names, so a purge deletes them from the seminar's folder.
struct TicketFiles {
    std::string_view document;  ///< one ticket for each person, to print
    std::string_view list;      ///< with the addresses, for mail merge
};
TicketFiles ticket_files(std::string_view language);
/// Whether a file of this name may be one of them, in any language.
bool is_ticket_file(std::string_view name);

}  // namespace entre
