// Whether visitors have codes to show at all. Lists of many systems have none; Entré issues codes for them, but nobody has seen
// those before the organiser has sent tickets.
#pragma once

#include "core/seminar/seminar.hpp"
#include "core/store/database.hpp"

namespace entre {

/// False when no registration came with a code and no tickets were made: then visitors can only be found by name. True for an
/// empty roster. Throws DatabaseFailure; call it inside Database::guard.
bool have_visitors_codes(Database& database, const SeminarFolder& folder);

/// Remembers in the folder that tickets with Entré's own codes were made.
Result<void> note_tickets_made(const SeminarFolder& folder);

}  // namespace entre
